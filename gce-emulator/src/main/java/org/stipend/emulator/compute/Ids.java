package org.stipend.emulator.compute;

import java.time.Instant;

/** Numbers and names that nothing had before; the same requests get the same ones. */
final class Ids {

  private static final long FIRST = 1_000_000_000_000_000_000L;
  private static final long STEP = 7_919_000_017L;

  private long count;

  long next() {
    return FIRST + ++count * STEP;
  }

  String operation(Instant now) {
    long number = next();
    return "operation-%d-%013x-%08x-%08x"
        .formatted(
            now.toEpochMilli(),
            number & 0xfffffffffffffL,
            Long.hashCode(number * 31) & 0xffffffffL,
            Long.hashCode(number * 127) & 0xffffffffL);
  }
}
