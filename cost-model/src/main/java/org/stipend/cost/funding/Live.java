package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stipend.cost.price.PriceList;

/**
 * The uses of a pool while it is being swept: those that go on, and those that are still to come.
 */
final class Live {

  private final PriceList prices;
  private final ChargeBook book;
  private final PriorityQueue<Metered> pending = new PriorityQueue<>(Pool.ORDER);
  private final List<Metered> live = new ArrayList<>();

  Live(List<Metered> uses, PriceList prices, ChargeBook book) {
    this.prices = prices;
    this.book = book;
    pending.addAll(uses);
  }

  /** What starts by an instant goes on from there. */
  void begin(Instant now) {
    while (!pending.isEmpty() && !pending.element().use().start().isAfter(now)) {
      live.add(pending.remove());
    }
    live.sort(Pool.ORDER);
  }

  void finish(Metered one) {
    live.remove(one);
  }

  List<Metered> which(Predicate<Metered> wanted) {
    return live.stream().filter(wanted).toList();
  }

  List<Metered> all() {
    return List.copyOf(live);
  }

  List<Metered> unfinished() {
    return Stream.concat(live.stream(), pending.stream()).sorted(Pool.ORDER).toList();
  }

  boolean isComplete() {
    return pending.isEmpty();
  }

  /** Those with a price in force, with their lines. */
  List<OpenLine> openLines(Instant now) {
    return live.stream().flatMap(one -> lineAt(one, now, now).stream()).toList();
  }

  /**
   * The line that a second of a use belongs to; empty: it has no price.
   *
   * @param from the line is charged up to here
   */
  Optional<OpenLine> lineAt(Metered one, Instant second, Instant from) {
    return prices
        .at(one.use().quantity().sku(), second)
        .map(price -> new OpenLine(one, book.line(one.use().resource(), price, second), from));
  }

  /** When one of them starts or ends, has another payer or another price. */
  Stream<Instant> changesAfter(Instant now) {
    Stream<Optional<Instant>> changes =
        live.stream()
            .flatMap(one ->
                Stream.of(
                    Optional.ofNullable(one.use().end()),
                    one.payers().nextChangeAfter(now),
                    prices.nextChangeAfter(one.use().quantity().sku(), now)));
    Optional<Instant> start = Optional.ofNullable(pending.peek()).map(one -> one.use().start());
    return Stream.concat(changes, Stream.of(start)).flatMap(Optional::stream);
  }
}
