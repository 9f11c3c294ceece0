package org.stipend.emulator.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.util.Locale;

/** Fields by name, for what is the same in many of Google's messages. */
public final class Fields {

  private Fields() {}

  /** Empty where the message has no such field, or no value in it. */
  public static String text(MessageOrBuilder message, String name) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    boolean isText = field != null && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    return isText ? String.valueOf(message.getField(field)) : "";
  }

  public static boolean flag(MessageOrBuilder message, String name) {
    return text(message, name).equals("true");
  }

  /** Zero where the message has no such field, or no value in it. */
  public static long number(MessageOrBuilder message, String name) {
    String value = text(message, name);
    return value.isEmpty() ? 0 : Long.parseLong(value);
  }

  /** The name of a resource within a request. */
  static String nameIn(MessageOrBuilder request, String field) {
    FieldDescriptor inner = request.getDescriptorForType().findFieldByName(field);
    return inner == null ? "" : text((Message) request.getField(inner), "name");
  }

  static void set(Message.Builder builder, String name, Object value) {
    builder.setField(field(builder, name), value);
  }

  static FieldDescriptor field(MessageOrBuilder message, String name) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    if (field == null) {
      throw new IllegalArgumentException(
          message.getDescriptorForType().getName() + " has no field " + name);
    }
    return field;
  }

  static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
