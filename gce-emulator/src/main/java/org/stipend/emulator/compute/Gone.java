package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Warnings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** What machines and disks are made of, and is not there any more or soon will not be. */
final class Gone {

  private final Set<String> serviceAccounts = new TreeSet<>();
  private final Set<String> keys = new TreeSet<>();
  private final Set<String> oldImages = new TreeSet<>();

  void serviceAccount(String email, boolean isGone) {
    if (isGone) serviceAccounts.add(email);
    else serviceAccounts.remove(email);
  }

  /** {@code key} without its version. */
  void key(String key, boolean isGone) {
    if (isGone) keys.add(key);
    else keys.remove(key);
  }

  void image(String name, boolean isDeprecated) {
    if (isDeprecated) oldImages.add(name);
    else oldImages.remove(name);
  }

  /** What an operation that makes these disks is warned of. */
  List<Warnings> warnings(List<Disk> disks) {
    return disks.stream()
        .map(disk -> Reference.pathOf(disk.getSourceImage()))
        .filter(image -> oldImages.contains(Reference.lastOf(image)))
        .distinct()
        .map(image ->
            Warnings.newBuilder()
                .setCode("DEPRECATED_RESOURCE_USED")
                .setMessage("The resource '" + image + "' is deprecated.")
                .build())
        .toList();
  }

  /** What a machine that is to be turned on lacks of what it runs as. */
  Optional<Failure> lacking(Instance instance) {
    return instance.getServiceAccountsList().stream()
        .map(account -> account.getEmail())
        .filter(serviceAccounts::contains)
        .findFirst()
        .map(email ->
            Failure.of(
                404,
                "EXTERNAL_RESOURCE_NOT_FOUND",
                "The resource '%s' of type 'serviceAccount' was not found.".formatted(email)));
  }

  /** Refuses to use disks whose key is disabled. */
  void requireKeys(List<Disk> disks) {
    for (Disk disk : disks) {
      String version = disk.getDiskEncryptionKey().getKmsKeyName();
      if (keys.contains(key(version))) {
        throw Refusal.of(
            400,
            "badRequest",
            "Cloud KMS error when using key %1$s: %1$s is not enabled, current state is: DISABLED."
                .formatted(version));
      }
    }
  }

  private static String key(String version) {
    return version.replaceFirst("/cryptoKeyVersions/[^/]*$", "");
  }
}
