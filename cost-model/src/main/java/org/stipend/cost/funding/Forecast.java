package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * How a pool burns down if nothing changes but what is already known: prices, months, expiries,
 * stops.
 *
 * @param points few, in the order of time, linear between two; two points at one instant are a step
 *     (credit that expires or comes into force)
 * @param end the exhaustion instant; null: none in sight
 */
public record Forecast(List<Point> points, @Nullable Instant end) {

  /** What the pool can pay with at an instant. */
  public record Point(Instant at, Money available) {}

  public Forecast {
    points = List.copyOf(points);
  }

  /** From where on nothing is left; empty: something always is. */
  public Optional<Instant> goneAt() {
    int last = points.size() - 1;
    while (last >= 0 && !points.get(last).available().isPositive()) {
      last--;
    }
    int next = last + 1;
    return next < points.size() ? Optional.of(points.get(next).at()) : Optional.empty();
  }

  public Optional<Instant> endsAt() {
    return Optional.ofNullable(end);
  }
}
