package org.stipend.cloud;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.util.List;
import java.util.Objects;

/**
 * Encrypts and authenticates all that passes through Temporal: its server, its database and whoever
 * reaches its ports learn nothing and can say nothing. What was not sealed by a key of this
 * installation, or for another workflow, is refused.
 */
final class SealedPayloads implements PayloadCodec {

  private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/sealed");
  private static final String ENCODING_FIELD = "encoding";
  private static final String KEY_FIELD = "key";
  private static final String NO_WORKFLOW = "";

  private final Seal seal;
  private final String place;

  SealedPayloads(PayloadKeys keys) {
    this(new Seal(keys), NO_WORKFLOW);
  }

  private SealedPayloads(Seal seal, String place) {
    this.seal = seal;
    this.place = place;
  }

  /** What is said in one workflow, and to its activities, opens in no other. */
  @Override
  public PayloadCodec withContext(SerializationContext context) {
    return context instanceof HasWorkflowSerializationContext within
        ? new SealedPayloads(seal, Objects.requireNonNullElse(within.getWorkflowId(), NO_WORKFLOW))
        : this;
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
    return Payload.newBuilder()
        .putMetadata(ENCODING_FIELD, ENCODING)
        .putMetadata(KEY_FIELD, ByteString.copyFromUtf8(seal.key()))
        .setData(ByteString.copyFrom(seal.seal(open.toByteArray(), place)))
        .build();
  }

  private Payload open(Payload sealed) {
    if (!ENCODING.equals(sealed.getMetadataMap().get(ENCODING_FIELD))) {
      throw new DataConverterException("a message that nobody of this installation has sealed");
    }
    String key =
        sealed.getMetadataOrDefault(KEY_FIELD, ByteString.EMPTY).toString(StandardCharsets.UTF_8);
    try {
      return Payload.parseFrom(seal.open(key, sealed.getData().toByteArray(), place));
    } catch (KeyException e) {
      throw new DataConverterException("a message under a key that is not of this installation", e);
    } catch (GeneralSecurityException e) {
      throw new DataConverterException(
          "a message that was altered or belongs to another workflow", e);
    } catch (InvalidProtocolBufferException e) {
      throw new DataConverterException(e);
    }
  }
}
