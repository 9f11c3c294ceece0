package org.stipend.emulator.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.MessageOrBuilder;

/** A condition on a listed resource, in Google's filter language. */
@FunctionalInterface
interface Filter {

  boolean accepts(MessageOrBuilder item);

  /** Refuses what is malformed or names a field that the type does not have. */
  static Filter of(String text, Descriptor type) {
    if (text.isBlank()) return item -> true;
    try {
      return new FilterParser(text, type).parse();
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("filter", text, "Invalid list filter expression.");
    }
  }

  default Filter and(Filter other) {
    return item -> accepts(item) && other.accepts(item);
  }

  default Filter or(Filter other) {
    return item -> accepts(item) || other.accepts(item);
  }

  default Filter not() {
    return item -> !accepts(item);
  }
}
