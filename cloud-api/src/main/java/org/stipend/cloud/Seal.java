package org.stipend.cloud;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and authenticates under the keys of an installation. What is sealed belongs to a place:
 * moved to another it does not open.
 */
public final class Seal {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;

  private final PayloadKeys keys;
  private final SecureRandom random = new SecureRandom();

  public Seal(PayloadKeys keys) {
    this.keys = keys;
  }

  /** The name of the key that seals now: it opens what is sealed, so keep it with that. */
  public String key() {
    return keys.newest();
  }

  public byte[] seal(byte[] open, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] data = cipher(Cipher.ENCRYPT_MODE, key(), nonce, place).doFinal(open);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + data.length);
      System.arraycopy(data, 0, sealed, NONCE_BYTES, data.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has the cipher, and the key is one
    }
  }

  /**
   * @throws GeneralSecurityException where its key is none of this installation's, where it was
   *     altered, and where it belongs to another place
   */
  public byte[] open(String key, byte[] sealed, String place) throws GeneralSecurityException {
    if (sealed.length < NONCE_BYTES) {
      throw new AEADBadTagException("too short to be sealed");
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, String key, byte[] nonce, String place)
      throws GeneralSecurityException {
    SecretKey secret = keys.key(key);
    if (secret == null) {
      throw new KeyException("sealed by a key that is not of this installation");
    }
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
