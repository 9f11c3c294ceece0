package org.stipend.orchestrator.signin;

import org.jspecify.annotations.Nullable;

/**
 * Where a person wanted to go when sign-in came between. Only ever a path of the console itself:
 * anything a browser could take for another site becomes the start page.
 */
final class ReturnAddress {

  static final String START = "/";
  private static final int LONGEST = 2000;

  private ReturnAddress() {}

  static String safe(@Nullable String asked) {
    if (asked == null) {
      return START;
    }
    boolean ours =
        asked.length() <= LONGEST
            && asked.startsWith("/")
            && !asked.startsWith("//")
            && !asked.startsWith("/sign-")
            && asked.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    return ours ? asked : START;
  }
}
