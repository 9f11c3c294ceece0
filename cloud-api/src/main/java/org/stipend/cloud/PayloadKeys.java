package org.stipend.cloud;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an installation, by which its parts trust what passes through Temporal. The newest
 * seals; all open, so that a new key can be put in front while things run.
 */
public final class PayloadKeys {

  private static final int ID_BYTES = 6;
  private static final int SHORTEST = 16;

  private final Map<String, SecretKey> byId;
  private final String newest;

  private PayloadKeys(Map<String, SecretKey> byId) {
    this.byId = byId;
    this.newest = byId.keySet().iterator().next();
  }

  /**
   * @param text AES keys in URL-safe Base64, the newest first, apart by white space
   * @throws IllegalArgumentException where there is none, or what is no key
   */
  public static PayloadKeys of(String text) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(Base64.getUrlDecoder()::decode)
        .forEach(key -> keys.put(id(key), key(key)));
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "stipend.payload-keys names no key: without one everybody who reaches Temporal could give"
              + " orders. Make one with: head -c 24 /dev/urandom | basenc --base64url");
    }
    return new PayloadKeys(keys);
  }

  private static SecretKey key(byte[] bytes) {
    if (bytes.length < SHORTEST || bytes.length % 8 != 0 || bytes.length > 2 * SHORTEST) {
      throw new IllegalArgumentException(
          "stipend.payload-keys has a key of %d bytes; 16, 24 or 32 are one"
              .formatted(bytes.length));
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /** Tells keys apart and nothing about them. */
  private static String id(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  String newest() {
    return newest;
  }

  /** Null: it is none of this installation's. */
  @Nullable SecretKey key(String id) {
    return byId.get(id);
  }
}
