package org.stipend.emulator.compute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.compute.v1.Items;
import com.google.cloud.compute.v1.Metadata;
import java.util.Optional;
import java.util.TreeMap;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Refusal;

/** A machine's metadata: its limits, its fingerprint, and the flags that it holds. */
final class Attributes {

  private static final int MOST_OF_ONE = 256 * 1024;
  private static final int MOST_OF_ALL = 512 * 1024;

  private Attributes() {}

  static void requirePossible(Metadata metadata) {
    int all = 0;
    for (Items item : metadata.getItemsList()) {
      int size = item.getValue().getBytes(UTF_8).length;
      if (item.getKey().isEmpty()) throw Refusal.required("metadata.items.key");
      if (size > MOST_OF_ONE) {
        throw Refusal.invalid(
            "metadata.items[" + item.getKey() + "]",
            size + " bytes",
            "The value is larger than " + MOST_OF_ONE + " bytes.");
      }
      all += size + item.getKey().length();
    }
    if (all > MOST_OF_ALL) {
      throw Refusal.invalid(
          "metadata", all + " bytes", "The metadata is larger than " + MOST_OF_ALL + " bytes.");
    }
  }

  static Metadata complete(Metadata asked) {
    var content = new TreeMap<String, String>();
    asked.getItemsList().forEach(item -> content.put(item.getKey(), item.getValue()));
    return asked.toBuilder()
        .setKind("compute#metadata")
        .setFingerprint(Fingerprint.of(content))
        .build();
  }

  /** Empty where there is no such key. */
  static Optional<String> value(Metadata metadata, String key) {
    return metadata.getItemsList().stream()
        .filter(item -> item.getKey().equals(key))
        .map(Items::getValue)
        .findFirst();
  }

  static boolean isOn(Metadata metadata, String flag) {
    return value(metadata, flag).filter("TRUE"::equalsIgnoreCase).isPresent();
  }
}
