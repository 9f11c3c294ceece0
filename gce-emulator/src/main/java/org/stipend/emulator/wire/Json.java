package org.stipend.emulator.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as Google prints them. Links have Google's host, whatever host was asked. */
public final class Json {

  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  private static final JsonFormat.Printer WHOLE = PRINTER.alwaysPrintFieldsWithNoPresence();

  private Json() {}

  public static String print(MessageOrBuilder message) {
    return print(PRINTER, message);
  }

  /** Also the fields that have no value, as Google's newer services do. */
  public static String printWhole(MessageOrBuilder message) {
    return print(WHOLE, message);
  }

  /** With what operations end with, which only its type tells. */
  public static String print(MessageOrBuilder message, JsonFormat.TypeRegistry types) {
    return print(PRINTER.usingTypeRegistry(types), message);
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not printable: " + message, e);
    }
  }
}
