package org.stipend.orchestrator.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.stipend.cost.RuntimeId;

/** A random secret somebody brings along; we keep its hash alone. */
final class Token {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Token() {}

  static String fresh() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Hash hash(String token) {
    try {
      return new Hash(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Of a token that opens several runtimes: another key to each. */
  static Hash hash(String token, RuntimeId runtime) {
    return hash(runtime + " " + token);
  }

  /** Equal by content, so that it can be a key. */
  static final class Hash {

    private final byte[] bytes;

    private Hash(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(bytes, 0, 4) + "...";
    }
  }
}
