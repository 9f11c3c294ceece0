package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Instance;
import java.time.Instant;
import java.util.Optional;
import org.stipend.emulator.wire.Reference;

/** That a tool listens in a machine, since when, and the secret that requests have to show. */
public record Listening(
    Reference vm, GuestTool tool, String address, String secret, Instant since, boolean isWell) {

  /** Empty where the metadata names no tool that the image knows. */
  static Optional<Listening> of(Instance instance, Instant since, boolean isWell) {
    Reference vm = Reference.parse(instance.getSelfLink(), "").orElseThrow();
    String secret = Attributes.value(instance.getMetadata(), "stipend-secret").orElse("");
    String address = instance.getNetworkInterfaces(0).getNetworkIP();
    return Attributes.value(instance.getMetadata(), "stipend-tool")
        .flatMap(GuestTool::named)
        .map(tool -> new Listening(vm, tool, address, secret, since, isWell));
  }

  /** {@code address:port} */
  public String place() {
    return address + ":" + tool.port();
  }
}
