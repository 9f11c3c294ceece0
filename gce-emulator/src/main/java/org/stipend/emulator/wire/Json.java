package org.stipend.emulator.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as Google prints them. Links are kept with Google's own host and leave with ours. */
public final class Json {

  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  private Json() {}

  public static String print(MessageOrBuilder message, String origin) {
    try {
      return PRINTER.print(message).replace(Reference.GOOGLE, origin + Reference.PREFIX);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not printable: " + message, e);
    }
  }
}
