package org.stipend.emulator.fault;

import java.time.Duration;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Refusal;

/**
 * What goes wrong, and when: at calls of a method ({@code *} for any) on a resource ({@code *}, or
 * a name that may end in {@code *}), from the {@code from}th on, {@code times} times.
 */
public record Fault(String method, String resource, int from, int times, Effect effect) {

  /** What then happens. */
  public sealed interface Effect {}

  /** Refused, and nothing was done. */
  public record Refused(Refusal refusal) implements Effect {}

  /** Done, and refused all the same. */
  public record DoneButRefused(Refusal refusal) implements Effect {}

  /** The connection is cut, and nothing was done. */
  public record Dropped() implements Effect {}

  /** Done, and the connection is cut instead of an answer. */
  public record DoneButDropped() implements Effect {}

  /** Answered later, in the emulator's time. */
  public record Delayed(Duration by) implements Effect {}

  /** A read is answered as it was the last time; what was never read before is not there yet. */
  public record Stale() implements Effect {}

  /** Accepted; the operation ends badly. */
  public record Ends(Ending ending) implements Effect {}

  public Fault {
    if (from < 1 || times < 1) {
      throw new IllegalArgumentException("from %d, %d times".formatted(from, times));
    }
  }

  /** At the next such call, once. */
  public static Fault next(String method, Effect effect) {
    return new Fault(method, "*", 1, 1, effect);
  }

  public Fault on(String name) {
    return new Fault(method, name, from, times, effect);
  }

  public Fault fromCall(int number) {
    return new Fault(method, resource, number, times, effect);
  }

  public Fault times(int number) {
    return new Fault(method, resource, from, number, effect);
  }

  boolean concerns(Call call) {
    return fits(method, call.method()) && fits(resource, call.resource());
  }

  boolean strikesAt(int count) {
    return count >= from && count < from + times;
  }

  private static boolean fits(String pattern, String text) {
    return pattern.endsWith("*")
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(text);
  }
}
