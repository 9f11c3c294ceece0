package org.stipend.cloud;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and authenticates all that passes through Temporal: its server, its database and whoever
 * reaches its ports learn nothing and can say nothing. What was not sealed by a key of this
 * installation is refused.
 */
final class SealedPayloads implements PayloadCodec {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/sealed");
  private static final String ENCODING_FIELD = "encoding";
  private static final String KEY_FIELD = "key";

  private final PayloadKeys keys;
  private final SecureRandom random = new SecureRandom();

  SealedPayloads(PayloadKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::seal).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::open).toList();
  }

  private Payload seal(Payload open) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String id = keys.newest();
    byte[] sealed = apply(Cipher.ENCRYPT_MODE, id, nonce, open.toByteArray());
    return Payload.newBuilder()
        .putMetadata(ENCODING_FIELD, ENCODING)
        .putMetadata(KEY_FIELD, ByteString.copyFromUtf8(id))
        .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(sealed)))
        .build();
  }

  private Payload open(Payload sealed) {
    if (!ENCODING.equals(sealed.getMetadataMap().get(ENCODING_FIELD))
        || sealed.getData().size() < NONCE_BYTES) {
      throw new DataConverterException("a message that nobody of this installation has sealed");
    }
    String id =
        sealed.getMetadataOrDefault(KEY_FIELD, ByteString.EMPTY).toString(StandardCharsets.UTF_8);
    byte[] nonce = sealed.getData().substring(0, NONCE_BYTES).toByteArray();
    byte[] data = sealed.getData().substring(NONCE_BYTES).toByteArray();
    try {
      return Payload.parseFrom(apply(Cipher.DECRYPT_MODE, id, nonce, data));
    } catch (InvalidProtocolBufferException e) {
      throw new DataConverterException(e);
    }
  }

  private byte[] apply(int mode, String id, byte[] nonce, byte[] data) {
    SecretKey key = keys.key(id);
    if (key == null) {
      throw new DataConverterException("a message under a key that is not of this installation");
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new DataConverterException("a message that was altered on its way", e);
    }
  }
}
