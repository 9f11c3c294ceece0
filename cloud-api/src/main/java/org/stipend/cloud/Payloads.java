package org.stipend.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;

/**
 * The one JSON mapper of everything that passes through Temporal, the same in orchestrator and
 * workers: fields only, ISO-8601 instants, sorted keys, unknown fields ignored. Fields of messages
 * may be added, never renamed or reused.
 *
 * <p>With what seals them, the one thing in this module that runs (docs/adr/0001, 0012).
 */
public final class Payloads {

  private Payloads() {}

  public static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module()) // in what the SDK seals of failures
        .addModule(new JavaTimeModule())
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .visibility(PropertyAccessor.GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /** As everything passes through Temporal: sealed, and readable by this installation only. */
  public static DataConverter sealed(PayloadKeys keys) {
    DataConverter messages =
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new NamedMessages(mapper()));
    return new CodecDataConverter(messages, List.of(new SealedPayloads(keys)), true);
  }

  /** The same messages in clear: what a test, and nobody else, may read. */
  public static DataConverter converter() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(mapper()));
  }
}
