package org.stipend.emulator.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From path, query and body to the request message, as leniently as Google reads them. */
final class Reading {

  private static final JsonFormat.Parser BODIES = JsonFormat.parser().ignoringUnknownFields();

  private static final String WHOLE = "*";

  private Reading() {}

  static Message read(Message empty, Route route, Map<String, String> path, Request request) {
    Message.Builder builder = empty.newBuilderForType();
    if (route.body().equals(WHOLE) || route.isCalled(request)) merge(request, builder);
    path.forEach((field, value) -> Fields.set(builder, field, value));
    request.query().forEach((name, value) -> parameter(builder, path, name, value));
    boolean isPart = !route.body().isEmpty() && !route.body().equals(WHOLE);
    if (isPart && !route.isCalled(request)) body(builder, route.body(), request);
    return builder.build();
  }

  private static void parameter(
      Message.Builder builder, Map<String, String> path, String name, String value) {
    FieldDescriptor field = parameterNamed(builder.getDescriptorForType(), name);
    if (field == null || path.containsKey(field.getName()) || value.isEmpty()) return;
    builder.setField(field, parsed(field, name, value));
  }

  private static @Nullable FieldDescriptor parameterNamed(Descriptor type, String name) {
    return type.getFields().stream()
        .filter(field -> field.getJsonName().equals(name))
        .filter(field -> !field.isRepeated())
        .filter(field -> field.getJavaType() != FieldDescriptor.JavaType.MESSAGE)
        .findFirst()
        .orElse(null);
  }

  private static Object parsed(FieldDescriptor field, String name, String value) {
    try {
      return switch (field.getJavaType()) {
        case BOOLEAN -> bool(name, value);
        case INT -> Integer.valueOf(value);
        case LONG -> Long.valueOf(value);
        case STRING -> value;
        case DOUBLE, FLOAT, BYTE_STRING, ENUM, MESSAGE -> throw malformed(name, value);
      };
    } catch (NumberFormatException e) {
      throw malformed(name, value);
    }
  }

  /** Python's clients write True and False. */
  private static Boolean bool(String name, String value) {
    if (value.equalsIgnoreCase("true") || value.equals("1")) return true;
    if (value.equalsIgnoreCase("false") || value.equals("0")) return false;
    throw malformed(name, value);
  }

  private static Refusal malformed(String name, String value) {
    return Refusal.invalid(name, value, "The value is malformed.");
  }

  private static void body(Message.Builder builder, String name, Request request) {
    if (request.body().isBlank()) return;
    Message.Builder body = builder.newBuilderForField(Fields.field(builder, name));
    merge(request, body);
    Fields.set(builder, name, body.build());
  }

  private static void merge(Request request, Message.Builder into) {
    if (request.body().isBlank()) return;
    try {
      BODIES.merge(request.body(), into);
    } catch (InvalidProtocolBufferException e) {
      throw Refusal.of(400, "parseError", "Parse Error: " + e.getMessage());
    }
  }
}
