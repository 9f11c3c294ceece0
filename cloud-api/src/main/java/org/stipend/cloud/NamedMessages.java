package org.stipend.cloud;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * JSON that says which of our messages it is, and is read as no other: an order to make something,
 * said again by a stranger in another place, is no order to delete it.
 */
final class NamedMessages extends JacksonJsonPayloadConverter {

  private static final String MESSAGE_FIELD = "message";
  private static final String OURS = "org.stipend.";

  NamedMessages(JsonMapper mapper) {
    super(mapper);
  }

  @Override
  public Optional<Payload> toData(Object value) {
    return super.toData(value)
        .map(payload ->
            isOurs(value.getClass())
                ? payload.toBuilder()
                    .putMetadata(MESSAGE_FIELD, ByteString.copyFromUtf8(value.getClass().getName()))
                    .build()
                : payload);
  }

  @Override
  public <T> T fromData(Payload payload, Class<T> wanted, Type type) {
    String name = payload.getMetadataOrDefault(MESSAGE_FIELD, ByteString.EMPTY).toStringUtf8();
    if (isOurs(wanted) ? !isA(name, wanted) : !name.isEmpty()) {
      throw new DataConverterException(
          "a message \"%s\" where a %s is read".formatted(name, wanted.getName()));
    }
    return super.fromData(payload, wanted, type);
  }

  private static boolean isA(String name, Class<?> wanted) {
    Class<?>[] kinds = wanted.getPermittedSubclasses();
    if (kinds == null) {
      return wanted.getName().equals(name);
    }
    for (Class<?> kind : kinds) {
      if (isA(name, kind)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith(OURS);
  }
}
