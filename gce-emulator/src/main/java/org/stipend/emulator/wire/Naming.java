package org.stipend.emulator.wire;

import java.util.Map;
import java.util.regex.Pattern;

/** What names and labels may look like. */
public final class Naming {

  private static final String NAME = "(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)";
  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final Pattern KEYS =
      Pattern.compile("[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}");
  private static final Pattern VALUES = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");
  private static final int MOST_LABELS = 64;

  private Naming() {}

  public static String name(String field, String name) {
    if (name.isEmpty()) throw Refusal.required(field);
    if (!NAMES.matcher(name).matches()) {
      throw Refusal.invalid(field, name, "Must be a match of regex '" + NAME + "'");
    }
    return name;
  }

  public static void labels(String field, Map<String, String> labels) {
    if (labels.size() > MOST_LABELS) {
      throw Refusal.invalid(field, labels.size() + " labels", "At most 64 labels are allowed.");
    }
    labels.forEach((key, value) -> {
      if (!KEYS.matcher(key).matches()) {
        throw Refusal.invalid(field, key, "Label keys must match " + KEYS.pattern());
      }
      if (!VALUES.matcher(value).matches()) {
        throw Refusal.invalid(field, value, "Label values must match " + VALUES.pattern());
      }
    });
  }
}
