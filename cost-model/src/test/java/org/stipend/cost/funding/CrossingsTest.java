package org.stipend.cost.funding;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stipend.cost.funding.Crossing.Kind;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.Seeded;

/** One who looks at a pool, remembers what was crossed, and tells it. */
class CrossingsTest {

  private static final PriceList PRICES = ListPrices.usCentral1();

  private final Set<Crossing> known = new HashSet<>();
  private final List<Crossing> told = new ArrayList<>();

  @Test
  void nothingIsCrossedBeforeTheInstantThatWasForetold() {
    Seeded.cases(
        50,
        random -> {
          var looker = new CrossingsTest();
          Pool pool = RandomPools.next(random);
          Set<Instant> changes = changesOf(pool);
          Instant armed = Instant.MIN;
          Instant before = Instant.MIN;
          Instant now = RandomPools.BEGIN;
          while (now.isBefore(RandomPools.END)) {
            Crossings crossings = at(pool, now);
            boolean mayBe = !now.isBefore(armed) || isAnyWithin(changes, before, now);
            assertThat(mayBe || looker.known.containsAll(crossings.crossed()))
                .as("%s at %s, armed for %s", crossings.crossed(), now, armed)
                .isTrue();
            looker.look(crossings);
            armed = crossings.next(looker.known).orElse(Instant.MAX);
            assertThat(armed).isAfter(now);
            before = now;
            now = now.plusSeconds(1 + random.nextInt(20));
          }
        });
  }

  @Test
  void atTheInstantThatWasForetoldSomethingIsCrossed() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = RandomPools.next(random);
          Instant now = RandomPools.BEGIN.plusSeconds(random.nextInt(RandomPools.SECONDS));
          Crossings crossings = at(pool, now);
          Set<Crossing> before = crossings.crossed();
          Instant next = crossings.next(before).orElse(Instant.MAX);
          boolean nothingElse = !isAnyWithin(changesOf(pool), now, next);
          if (next.isBefore(RandomPools.END) && nothingElse) {
            assertThat(before).containsAll(at(pool, next.minusSeconds(1)).crossed());
            assertThat(before.containsAll(at(pool, next).crossed())).isFalse();
          }
        });
  }

  @Test
  void howeverOftenOneLooksEachThresholdIsToldOnceAndInOrder() {
    Seeded.cases(
        50,
        random -> {
          var looker = new CrossingsTest();
          Pool pool = RandomPools.next(random);
          Instant now = RandomPools.BEGIN;
          while (now.isBefore(RandomPools.END)) {
            looker.look(at(pool, now));
            now = now.plusSeconds(random.nextInt(60));
          }
          assertThat(looker.told).doesNotHaveDuplicates();
          Map<List<Object>, Integer> last = new HashMap<>();
          for (Crossing one : looker.told) {
            int step = one.kind().thresholds().indexOf(one.threshold());
            Integer before = last.put(List.of(one.kind(), one.series()), step);
            assertThat(before == null || before < step).as("%s after %s", one, before).isTrue();
          }
        });
  }

  @Test
  void ofSeveralThatAreCrossedAtOnceTheHighestIsToldAndAllAreKnown() {
    Crossings crossings = used("100", "80");

    look(crossings);

    assertThat(told).containsExactly(new Crossing(Kind.USED, 1, 75));
    assertThat(known)
        .contains(new Crossing(Kind.USED, 1, 25), new Crossing(Kind.USED, 1, 50))
        .doesNotContain(new Crossing(Kind.USED, 1, 90));
  }

  @Test
  void atExactlyTheThresholdItIsCrossedAndANanoBeforeItIsNot() {
    look(used("100", "24.999999999"));
    assertThat(told).isEmpty();
    look(used("100", "25"));
    look(used("100", "25"));
    assertThat(told).containsExactly(new Crossing(Kind.USED, 1, 25));
  }

  @Test
  void anotherGrantArmsWhatLiesAboveItAgainAndNothingElse() {
    look(used("100", "80"));
    look(used("100", "80", "100")); // 40 %
    assertThat(told).hasSize(1);

    look(used("100", "100", "100"));
    assertThat(told).last().isEqualTo(new Crossing(Kind.USED, 2, 50));
    look(used("100", "100", "100", "5"));
    assertThat(told).as("from 50 to below it and above 25").hasSize(2);
  }

  @Test
  void whatWasNeverToldIsToldThoughThereIsAnotherGrant() {
    look(used("100", "10"));
    look(used("100", "90", "100")); // nobody looked in between
    assertThat(told).containsExactly(new Crossing(Kind.USED, 2, 25));
  }

  @Test
  void whatIsTakenBackCountsAsIfItHadNotBeenGiven() {
    Pool pool = poolOf(List.of(new GrantBalance(grant("0", "100"), Money.parse("20"))));
    look(
        new Crossings(
            pool, Money.parse("40"), Map.of(), null, Set.of())); // of 100, 60 were taken back
    assertThat(told).containsExactly(new Crossing(Kind.USED, 1, 50));
  }

  @Test
  void theRunwayIsToldDownToItsEndAndThenOnlyThat() {
    Pool pool = aRunningPool();
    Instant end = pool.exhaustion().orElseThrow();
    for (Instant now = START; now.isBefore(end.plusSeconds(7_200)); now = now.plusSeconds(60)) {
      look(at(pool, now));
    }
    assertThat(of(Kind.RUNWAY)).containsExactly(24 * 60, 4 * 60, 60, 15);
    assertThat(of(Kind.USED)).containsExactly(25, 50, 75, 90);
    assertThat(of(Kind.ENDED)).containsExactly(0);
  }

  @Test
  void whoLooksOnlyAfterTheEndTellsOnlyThat() {
    Pool pool = aRunningPool();
    look(at(pool, START));
    look(at(pool, pool.exhaustion().orElseThrow().plusSeconds(3_600)));
    assertThat(told)
        .extracting(Crossing::kind)
        .containsOnlyOnce(Kind.ENDED)
        .doesNotContain(Kind.USED);
  }

  @Test
  void disksWithoutCreditAreToldOfWeeklyAndInTheLastWeekDaily() {
    Pool pool =
        aPool(START, PRICES, aGrant("a").of(Money.parse("1")).build())
            .with(aDisk("disk", START, "pd-balanced", 100));
    Instant end = pool.exhaustion().orElseThrow();
    for (Instant now = end; now.isBefore(end.plus(Duration.ofDays(31))); ) {
      look(at(pool, now));
      now = at(pool, now).next(known).orElse(end.plus(Duration.ofDays(31)));
    }
    assertThat(of(Kind.GRACE)).containsExactly(23, 16, 9, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void anExpiryIsForetoldEvenThoughADayWasMissedAndOnlyTheNearest() {
    Instant expiry = START.plus(Duration.ofDays(100));
    Pool pool =
        aPool(START, PRICES, aGrant("a").of(Money.parse("1")).from(START).until(expiry).build());
    look(at(pool, START));
    assertThat(told).isEmpty();
    look(at(pool, expiry.minus(Duration.ofDays(12)))); // 90, 30 and 14 lie behind
    assertThat(of(Kind.EXPIRY)).containsExactly(14);
    look(at(pool, expiry));
    assertThat(told).extracting(Crossing::kind).containsExactly(Kind.EXPIRY, Kind.ENDED);
  }

  @Test
  void whereOtherCreditGoesOnOnlyTheExpiryIsTold() {
    Instant expiry = START.plus(Duration.ofDays(100));
    Pool pool =
        aPool(
            START,
            PRICES,
            aGrant("a").of(Money.parse("1")).from(START).until(expiry).build(),
            aGrant("b").of(Money.parse("1")).from(START).build());
    look(at(pool, expiry.minusSeconds(1)));
    look(at(pool, expiry));
    assertThat(told)
        .containsExactly(
            new Crossing(Kind.EXPIRY, expiry.getEpochSecond(), 1),
            new Crossing(Kind.EXPIRY, expiry.getEpochSecond(), 0));
  }

  // ---- how one looks

  private void look(Crossings crossings) {
    told.addAll(crossings.toTell(known));
    known.addAll(crossings.crossed());
  }

  private List<Integer> of(Kind kind) {
    return told.stream().filter(one -> one.kind() == kind).map(Crossing::threshold).toList();
  }

  private static Crossings at(Pool pool, Instant now) {
    Settlement settled = pool.settle(now);
    Money given =
        Money.sum(pool.grants().stream().map(GrantBalance::left))
            .minus(Money.sum(settled.takings().stream().map(Taking::amount)))
            .minus(Money.sum(settled.breakages().stream().map(Breakage::amount)));
    Map<Instant, Money> expired = new HashMap<>();
    settled.breakages().forEach(one -> expired.merge(one.expiredAt(), one.amount(), Money::plus));
    Pool after = settled.after();
    Set<Instant> keptUntil =
        after.kept().stream().map(one -> Grace.until(one.since(), one.since())).collect(toSet());
    return new Crossings(after, given, expired, after.outlook(Duration.ZERO).end(), keptUntil);
  }

  private static boolean isAnyWithin(Set<Instant> instants, Instant after, Instant upTo) {
    return instants.stream().anyMatch(at -> at.isAfter(after) && !at.isAfter(upTo));
  }

  /** Whoever looks after a pool learns of these when they happen. */
  private static Set<Instant> changesOf(Pool pool) {
    var changes = new HashSet<Instant>();
    pool.grants()
        .forEach(one -> {
          changes.add(one.grant().effectiveAt());
          if (one.grant().expiresAt() != null) {
            changes.add(one.grant().expiresAt());
          }
        });
    pool.revocations().forEach(one -> changes.add(one.at()));
    pool.uses()
        .forEach(one -> {
          changes.add(one.use().start());
          for (var at = one.payers().nextChangeAfter(RandomPools.BEGIN);
              at.isPresent();
              at = one.payers().nextChangeAfter(at.get())) {
            changes.add(at.get());
          }
          if (one.use().end() != null) {
            changes.add(one.use().end());
          }
        });
    return changes;
  }

  /** Grants of these amounts, of which so much of the first is used. */
  private static Crossings used(String first, String used, String... more) {
    var balances = new ArrayList<GrantBalance>();
    balances.add(new GrantBalance(grant("0", first), Money.parse(first).minus(Money.parse(used))));
    for (int i = 0; i < more.length; i++) {
      balances.add(GrantBalance.whole(grant(String.valueOf(i + 1), more[i])));
    }
    Pool pool = poolOf(balances);
    Money given = Money.sum(balances.stream().map(one -> one.grant().amount()));
    return new Crossings(pool, given, Map.of(), null, Set.of());
  }

  private static Pool poolOf(List<GrantBalance> balances) {
    return new Pool(ADA, Standing.ACTIVE, START, balances, List.of(), List.of(), List.of(), PRICES);
  }

  private static Grant grant(String word, String amount) {
    return aGrant(word).of(Money.parse(amount)).build();
  }

  private static Pool aRunningPool() {
    return with(
        aPool(START, PRICES, aGrant("a").of(Money.parse("10")).build()),
        aMachine("machine", START, "n1-standard-4"));
  }
}
