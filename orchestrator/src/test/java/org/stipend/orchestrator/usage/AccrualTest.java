package org.stipend.orchestrator.usage;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.UsageUnit;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.usage.Quantity;

/** Counters against a model that walks every second. */
final class AccrualTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-05-01T00:00:00Z");
  private static final RuntimeId MACHINE = new RuntimeId(UUID.randomUUID());
  private static final List<Quantity> PARTS =
      List.of(Quantity.of("n1.core", 4_000), Quantity.of("n1.ram", 15_360));

  @Test
  void equalsAModelThatWalksEverySecond() {
    Seeded.cases(
        300,
        random -> {
          PriceList prices = prices(around(random, 90));
          List<Accrual.Ran> runs = runs(random);
          Instant asOf = around(random, 200);
          Accrual accrual = new Accrual(prices, runs, asOf);
          List<Second> model = model(prices, runs, asOf);
          for (Instant first :
              List.of(BillingMonth.of(asOf).start(), asOf.truncatedTo(DAYS), around(random, 200))) {
            assertThat(accrual.since(first))
                .as("since %s as of %s of %s", first, asOf, runs)
                .isEqualTo(sum(model, second -> !second.at().isBefore(first)));
          }
          for (Accrual.Ran run : runs) {
            assertThat(accrual.of(run.id()))
                .as("%s as of %s of %s", run, asOf, runs)
                .isEqualTo(sum(model, second -> second.run().equals(run.id())));
          }
        });
  }

  private static Instant around(RandomGenerator random, int seconds) {
    return MIDNIGHT.plusSeconds(random.nextInt(-seconds, seconds + 1));
  }

  private static PriceList prices(Instant change) {
    return PriceList.of(
        ListPrices.price("n1.core", UsageUnit.VCPU_HOUR, 0, 31_611_000, ListPrices.SINCE, change),
        ListPrices.price("n1.core", UsageUnit.VCPU_HOUR, 0, 40_000_003, change, null),
        ListPrices.price("n1.ram", UsageUnit.GIB_HOUR, 0, 4_237_000, ListPrices.SINCE, null));
  }

  /** One after another around the midnight of a month, many without a second or a pause. */
  private static List<Accrual.Ran> runs(RandomGenerator random) {
    List<Accrual.Ran> runs = new ArrayList<>();
    Instant at = around(random, 150);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      Instant start = at.plusSeconds(random.nextBoolean() ? 0 : random.nextInt(20));
      Instant stop = stop(random, start);
      runs.add(
          new Accrual.Ran(
              UUID.randomUUID(),
              MACHINE,
              start,
              i == 1 && random.nextBoolean() ? null : stop,
              PARTS,
              random.nextInt(5) == 0));
      at = stop;
    }
    return runs;
  }

  private static Instant stop(RandomGenerator random, Instant start) {
    return switch (random.nextInt(4)) {
      case 0 -> start;
      case 1 -> start.isAfter(MIDNIGHT) ? start : MIDNIGHT;
      default -> start.plusSeconds(random.nextInt(100));
    };
  }

  /** What one second of one run, or its minimum, added to a line. */
  private record Second(UUID run, Instant at, Money cost, boolean free) {}

  private static Money sum(List<Second> model, Predicate<Second> which) {
    return Money.sum(
        model.stream().filter(second -> !second.free()).filter(which).map(Second::cost));
  }

  private static List<Second> model(PriceList prices, List<Accrual.Ran> runs, Instant asOf) {
    List<Second> seconds = new ArrayList<>();
    Map<ChargeLine.Key, ChargeLine> lines = new HashMap<>();
    for (Accrual.Ran run : runs) {
      for (Quantity part : run.parts()) {
        Instant last = run.start();
        long used = 0;
        for (Instant at = run.start();
            at.isBefore(asOf) && !at.equals(run.stop());
            at = at.plusSeconds(1)) {
          seconds.add(use(prices, lines, run, part, at, 1));
          last = at;
          used++;
        }
        boolean over = run.stop() != null && !run.stop().isAfter(asOf);
        if (over && used < 60) {
          seconds.add(use(prices, lines, run, part, last, 60 - used));
        }
      }
    }
    return seconds;
  }

  private static Second use(
      PriceList prices,
      Map<ChargeLine.Key, ChargeLine> lines,
      Accrual.Ran run,
      Quantity part,
      Instant at,
      long seconds) {
    ChargeLine opened =
        ChargeLine.opened(MACHINE, prices.at(part.sku(), at).orElseThrow(), BillingMonth.of(at));
    ChargeLine before = lines.getOrDefault(opened.key(), opened);
    ChargeLine after = before.plus(part.amount() * seconds);
    lines.put(after.key(), after);
    return new Second(run.id(), at, after.posted().minus(before.posted()), run.free());
  }
}
