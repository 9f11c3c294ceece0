package org.stipend.emulator.compute;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/** What happens at an instant that is still to come, in order; time moves only here. */
final class Events {

  private record Event(Instant at, long number, Runnable effect) {}

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(comparing(Event::at).thenComparing(Event::number));
  private long number;
  private Instant now;

  Events(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void at(Instant instant, Runnable effect) {
    queue.add(new Event(instant, number++, effect));
  }

  Optional<Instant> next() {
    return Optional.ofNullable(queue.peek()).map(Event::at);
  }

  void settle(Instant until) {
    for (Event event = queue.peek(); event != null && !event.at().isAfter(until); ) {
      queue.remove();
      if (event.at().isAfter(now)) now = event.at();
      event.effect().run();
      event = queue.peek();
    }
    if (until.isAfter(now)) now = until;
  }
}
