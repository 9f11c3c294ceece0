package org.stipend.emulator.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as Google prints them. Links have Google's host, whatever host was asked. */
public final class Json {

  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  private Json() {}

  public static String print(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not printable: " + message, e);
    }
  }
}
