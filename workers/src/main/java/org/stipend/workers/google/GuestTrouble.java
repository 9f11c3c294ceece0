package org.stipend.workers.google;

import com.google.cloud.compute.v1.GetGuestAttributesInstanceRequest;
import com.google.cloud.compute.v1.GuestAttributesEntry;
import com.google.cloud.compute.v1.InstancesClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.machine.MachineName;
import org.stipend.workers.probe.Trouble;
import org.stipend.workers.refusal.Refusal;

/** What the guest has written into its attributes where it could not go on. */
final class GuestTrouble implements Trouble {

  private static final String FAILURE = "failure";
  private static final String MESSAGE = "message";

  private final InstancesClient client;
  private final Territory territory;

  GuestTrouble(InstancesClient client, Territory territory) {
    this.client = client;
    this.territory = territory;
  }

  @Override
  public Optional<RuntimeException> of(MachineName machine) {
    Map<String, String> said =
        attributes(machine).stream()
            .collect(
                Collectors.toMap(
                    GuestAttributesEntry::getKey,
                    GuestAttributesEntry::getValue,
                    (_, newer) -> newer));
    return Optional.ofNullable(said.get(FAILURE))
        .map(code -> failure(code, said.getOrDefault(MESSAGE, "")));
  }

  private static RuntimeException failure(String code, String message) {
    return switch (code) {
      case "HOME_NOT_MOUNTED" -> Refusal.of(FailureType.HOME_NOT_MOUNTED, message);
      case "IMAGE_PULL_FAILED" -> Refusal.of(FailureType.IMAGE_PULL_FAILED, sentence(message));
      case "OUT_OF_MEMORY" -> Refusal.of(FailureType.OUT_OF_MEMORY, sentence(message));
      case "BOOT_DISK_FULL" -> Refusal.of(FailureType.BOOT_DISK_FULL, sentence(message));
      case "TOOL_UNHEALTHY" -> Refusal.of(FailureType.TOOL_UNHEALTHY, sentence(message));
      default -> Refusal.of(FailureType.STARTUP_FAILED, sentence(message));
    };
  }

  /** Guests speak in lines of a log. */
  private static String sentence(String message) {
    String words = message.strip();
    if (words.isEmpty()) return "The machine could not start its tool.";
    String capital = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  /** None of them look like no attributes at all. */
  private List<GuestAttributesEntry> attributes(MachineName machine) {
    Site site = territory.site(machine);
    var request =
        GetGuestAttributesInstanceRequest.newBuilder()
            .setProject(site.project())
            .setZone(site.zone())
            .setInstance(machine.value())
            .setQueryPath("stipend/")
            .build();
    try {
      return ComputeFailure.calling(() -> client.getGuestAttributes(request))
          .getQueryValue()
          .getItemsList();
    } catch (ComputeFailure failure) {
      if (failure.kind() == ComputeError.Kind.ABSENT) return List.of();
      throw failure;
    }
  }
}
