package org.stipend.cost.funding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.money.Money;

/**
 * What is ahead of a pool: the sweep that would settle it, taken only as far as one wants to see.
 */
final class Prediction {

  /** Credit that lasts longer than this has no end worth a timer. */
  private static final Duration HORIZON = Duration.ofDays(3_653);

  private final Sweep sweep;
  private final Instant horizon;

  private Prediction(Pool pool) {
    sweep = new Sweep(pool);
    horizon = pool.asOf().plus(HORIZON);
    sweep.arrive();
  }

  static Optional<Instant> exhaustion(Pool pool) {
    var prediction = new Prediction(pool);
    while (prediction.isOpen()) {
      prediction.sweep.step(prediction.horizon);
    }
    return prediction.sweep.exhausted();
  }

  /**
   * The first second by which so much more is drawn from the grants; empty: not before the credit
   * ends.
   */
  static Optional<Instant> drawn(Pool pool, Money amount) {
    var prediction = new Prediction(pool);
    Sweep sweep = prediction.sweep;
    while (sweep.drawn().isLessThan(amount)) {
      if (!prediction.isOpen()) {
        return Optional.empty();
      }
      Optional<Instant> at = sweep.drawnBeforeNextChange(amount, prediction.horizon);
      if (at.isPresent()) {
        return at;
      }
      sweep.step(prediction.horizon);
    }
    return Optional.of(sweep.now());
  }

  static Forecast forecast(Pool pool) {
    var points = new ArrayList<Forecast.Point>();
    add(points, pool.asOf(), pool.available());
    var prediction = new Prediction(pool);
    Sweep sweep = prediction.sweep;
    while (prediction.isOpen()) {
      Money before = sweep.step(prediction.horizon);
      add(points, sweep.now(), before);
      add(points, sweep.now(), sweep.available());
    }
    return new Forecast(points, sweep.exhausted().orElse(null));
  }

  private static void add(List<Forecast.Point> points, Instant at, Money available) {
    var point = new Forecast.Point(at, available);
    if (points.isEmpty() || !points.getLast().equals(point)) {
      points.add(point);
    }
  }

  private boolean isOpen() {
    return sweep.exhausted().isEmpty() && sweep.now().isBefore(horizon) && !sweep.isQuiet();
  }

  /** What a pool's lines post by an instant, with the rest of every young run's minimum. */
  static Money committedUntil(Pool pool, Instant end) {
    var sweep = new Prediction(pool).sweep;
    while (sweep.now().isBefore(end)) {
      sweep.step(end);
    }
    Money posted =
        Money.sum(
            sweep.charges().stream()
                .filter(charge -> charge.payer() instanceof Payer.CreditPool)
                .map(Charge::amount));
    return posted.plus(sweep.owed());
  }

  static Money revocable(Pool pool, GrantId grant) {
    Grant known = pool.balance(grant).grant();
    return new Prediction(pool).sweep.revocable(known);
  }
}
