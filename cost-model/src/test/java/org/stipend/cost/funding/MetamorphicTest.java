package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.CREDIT;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.aUse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.Seeded;

/** How the answer has to change when the question changes in a known way. */
class MetamorphicTest {

  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void dearerPricesCostInProportionToHalfANanoALine() {
    Seeded.cases(
        100,
        random -> {
          int factor = 2 + random.nextInt(20);
          PriceList prices = ListPrices.usCentral1();
          List<Metered> segments = segments(random, NOVEMBER);
          Instant end = NOVEMBER.plusSeconds(random.nextLong(2_000_000));

          Settlement once = rich(NOVEMBER, prices, segments).settle(end);
          Settlement more = rich(NOVEMBER, times(factor, prices), segments).settle(end);
          long difference = consumed(more) - factor * consumed(once);
          assertThat(2 * Math.abs(difference))
              .isLessThanOrEqualTo((factor + 1L) * once.charges().size());
        });
  }

  @Test
  void monthsOfTheSameLengthCostTheSame() {
    Seeded.cases(
        100,
        random -> {
          long shift = Duration.between(JUNE, NOVEMBER).toSeconds();
          long length = random.nextLong(30 * 86_400);
          List<Metered> summer = segments(random, JUNE);
          List<Metered> winter =
              summer.stream()
                  .map(one ->
                      aUse(one.use().id().toString())
                          .of(one.use().quantity())
                          .from(one.use().start().plusSeconds(shift))
                          .build())
                  .toList();
          PriceList prices = ListPrices.usCentral1();

          assertThat(consumed(rich(NOVEMBER, prices, winter).settle(NOVEMBER.plusSeconds(length))))
              .isEqualTo(consumed(rich(JUNE, prices, summer).settle(JUNE.plusSeconds(length))));
        });
  }

  @Test
  void whoeverIsReadyTakesOverWhatThePlatformWouldHavePaidToTheNano() {
    Seeded.cases(
        500,
        random -> {
          Pool taken = RandomPools.next(random);
          Pool alone =
              taken.withUses(
                  taken.uses().stream().map(one -> new Metered(one.use(), one.payers())).toList());

          Settlement with = taken.settle(RandomPools.END);
          Settlement without = alone.settle(RandomPools.END);
          assertThat(consumed(with)).isEqualTo(consumed(without));
          assertThat(with.after().grants()).isEqualTo(without.after().grants());
          assertThat(with.after().standing()).isEqualTo(without.after().standing());
        });
  }

  @Test
  void poolsPutTogetherConsumeWhatTheyConsumedApart() {
    Seeded.cases(
        50,
        random -> {
          Pool one = RandomPools.next(random);
          Pool other = aPool(one.asOf(), one.prices(), aGrant("other").build());
          List<Metered> split = segments(random, RandomPools.BEGIN);
          Pool left = with(one, Standing.NONE, one.grants(), split.subList(0, 1));
          Pool right = with(one, Standing.ACTIVE, other.grants(), split.subList(1, split.size()));
          Pool both = with(one, Standing.NONE, one.grants(), split);

          Map<String, Long> apart = consumedBySku(left.settle(RandomPools.END));
          consumedBySku(right.settle(RandomPools.END))
              .forEach((sku, nanos) -> apart.merge(sku, nanos, Long::sum));
          assertThat(consumedBySku(both.settle(RandomPools.END))).isEqualTo(apart);
        });
  }

  private static Pool with(
      Pool like, Standing standing, List<GrantBalance> grants, List<Metered> uses) {
    return new Pool(
        ADA, standing, like.asOf(), grants, List.of(), uses, List.of(), ListPrices.usCentral1());
  }

  private static Pool rich(Instant start, PriceList prices, List<Metered> segments) {
    Grant grant = aGrant("rich").of(Money.ofDollars(1_000_000_000)).from(start).build();
    return aPool(start, prices, grant).withUses(segments);
  }

  private static List<Metered> segments(RandomGenerator random, Instant start) {
    var segments = new ArrayList<Metered>();
    List<String> skus = List.of("n1.core", "n1.ram", "gpu.t4", "pd.standard", "pd.ssd");
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      segments.add(
          aUse("segment " + i)
              .of(skus.get(random.nextInt(skus.size())), 1 + random.nextInt(10_000))
              .paidBy(CREDIT)
              .from(start)
              .build());
    }
    return segments;
  }

  private static PriceList times(int factor, PriceList prices) {
    return PriceList.of(
        prices.skus().stream()
            .flatMap(sku -> prices.versions(sku).stream())
            .map(price -> times(factor, price))
            .toList());
  }

  private static Price times(int factor, Price price) {
    long nanos = (long) factor * price.nanos();
    return new Price(
        price.id(),
        price.sku(),
        price.cloudSku(),
        price.unit(),
        factor * price.units() + nanos / 1_000_000_000,
        (int) (nanos % 1_000_000_000),
        price.effectiveFrom(),
        price.effectiveTo());
  }

  private static long consumed(Settlement settlement) {
    return consumedBySku(settlement).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> consumedBySku(Settlement settlement) {
    var consumed = new TreeMap<String, Long>();
    settlement.transactions().stream()
        .flatMap(transaction -> transaction.postings().stream())
        .filter(posting -> posting.account().kind() == Account.Kind.CONSUMED)
        .forEach(one -> consumed.merge(one.account().name(), one.amount().nanos(), Long::sum));
    return consumed;
  }
}
