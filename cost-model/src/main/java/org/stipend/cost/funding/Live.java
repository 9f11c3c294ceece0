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

  /**
   * Nothing burns, and nothing that is known of them will change that.
   *
   * @param pays whether the pool does
   */
  boolean isQuiet(Instant now, boolean pays) {
    return pending.isEmpty()
        && live.stream()
            .allMatch(one ->
                !(pays && one.isOnCreditAt(now)) && one.payers().nextChangeAfter(now).isEmpty());
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

  /** What goes on or starts before an instant, in the order of their starts. */
  List<Metered> before(Instant end) {
    return Stream.concat(
            live.stream(), pending.stream().filter(one -> one.use().start().isBefore(end)))
        .sorted(Pool.ORDER)
        .toList();
  }

  /** What happens before an instant to them, other than that one starts or ends. */
  Stream<Instant> disturbances(Instant now, Instant limit) {
    return before(limit).stream()
        .flatMap(one -> {
          Instant start = one.use().start();
          Instant from = start.isAfter(now) ? start : now;
          return Stream.of(
              one.payers().nextChangeAfter(from),
              one.ready().nextChangeAfter(from),
              prices.nextChangeAfter(one.use().quantity().sku(), from),
              Optional.of(start).filter(_ -> one.use().isInstantRun()));
        })
        .flatMap(Optional::stream);
  }

  /** When one of them starts or ends, has another payer, now or to come, or another price. */
  Stream<Instant> changesAfter(Instant now) {
    Stream<Optional<Instant>> changes =
        live.stream()
            .flatMap(one ->
                Stream.of(
                    Optional.ofNullable(one.use().end()),
                    one.payers().nextChangeAfter(now),
                    one.ready().nextChangeAfter(now),
                    prices.nextChangeAfter(one.use().quantity().sku(), now)));
    Optional<Instant> start = Optional.ofNullable(pending.peek()).map(one -> one.use().start());
    return Stream.concat(changes, Stream.of(start)).flatMap(Optional::stream);
  }
}
