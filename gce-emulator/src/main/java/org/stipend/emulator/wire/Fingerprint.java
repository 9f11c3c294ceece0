package org.stipend.emulator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Eight bytes that follow from a content, so that a writer can say which one it read. */
public final class Fingerprint {

  public static final String EMPTY = "42WmSpB8rSM=";

  private Fingerprint() {}

  public static String of(Map<String, String> content) {
    return content.isEmpty() ? EMPTY : of(new TreeMap<>(content).toString());
  }

  public static String of(Collection<String> content) {
    return content.isEmpty() ? EMPTY : of(content.toString());
  }

  public static String of(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses a writer that read something else, or nothing. */
  public static void require(String kind, String current, String given) {
    if (!Arrays.equals(bytes(current), bytes(given))) throw Refusal.staleFingerprint(kind);
  }

  /** Clients write both alphabets of base64, with and without padding. */
  private static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
