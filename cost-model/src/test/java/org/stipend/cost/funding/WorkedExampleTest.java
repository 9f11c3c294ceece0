package org.stipend.cost.funding;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.at;
import static org.stipend.cost.testing.Build.ended;
import static org.stipend.cost.testing.Build.machine;
import static org.stipend.cost.testing.Build.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stipend.cost.Payer.Cause;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.usage.DiskType;
import org.stipend.cost.usage.MachineTypes;

/**
 * One dollar; n1-standard-4 with a T4 and 100 GiB pd-balanced, in a month of 30 days. The numbers
 * were worked out by hand.
 */
class WorkedExampleTest {

  private static final Duration STOP_LEAD = ofSeconds(120);
  private static final Account OVERRUN = Account.platform(Cause.OVERRUN, ADA);
  private static final Account GRACE = Account.platform(Cause.GRACE, ADA);

  private final Grant dollar = aGrant("dollar").of("1.00").build();
  private final Account credit = Account.credit(dollar.id());
  private final Pool pool = startedAt(START);

  private Pool startedAt(Instant start) {
    Pool empty = aPool(start, ListPrices.usCentral1(), dollar);
    var parts = MachineTypes.named("n1-standard-4").orElseThrow().withGpus("t4", 1).parts();
    return with(empty, aMachine("gpu machine", start, parts))
        .with(aDisk("home", start, "pd-balanced", 100));
  }

  @Test
  void burnsByTheHour() {
    assertThat(pool.burnRate().perHour()).isEqualTo(Money.parse("0.553887889"));
  }

  @Test
  void endsAtTheLastSecondTheDollarCanPay() {
    assertThat(pool.exhaustion()).hasValue(at(6_499));
    assertThat(pool.outlook(STOP_LEAD)).isEqualTo(new Outlook(at(6_499), at(6_379), null));
  }

  @Test
  void postsLineByLineUpToThatSecondAndKeepsTheDust() {
    Settlement settled = pool.settle(at(6_499));

    assertThat(bySku(settled, credit))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "n1.core", 228_266_543L,
                "n1.ram", 114_734_429L,
                "gpu.t4", 631_847_222L,
                "pd.balanced", 25_073_302L));
    assertThat(settled.after().available()).isEqualTo(new Money(78_504));
    assertThat(settled.after().standing().status()).isEqualTo(Standing.Status.EXHAUSTED);
    assertThat(settled.tiles())
        .hasSize(8)
        .filteredOn(tile -> tile.end() == null)
        .hasSize(4)
        .allMatch(tile -> tile.start().equals(at(6_499)));
  }

  @Test
  void oneSecondMoreWouldCostMoreThanTheDollar() {
    Grant plenty = aGrant("dollar").of("300").build();
    Pool rich =
        new Pool(
            ADA,
            Standing.ACTIVE,
            START,
            List.of(GrantBalance.whole(plenty)),
            List.of(),
            pool.uses(),
            List.of(),
            pool.prices());

    assertThat(borne(rich.settle(at(6_500)), credit)).isEqualTo(1_000_075_354);
  }

  @Test
  void theDiskGoesOnWithWhatAStopBeforeTheEndSets() {
    Pool stopped = ended(pool, machine("gpu machine"), at(6_440)).settle(at(6_440)).after();

    assertThat(stopped.available()).isEqualTo(new Money(9_156_110));
    assertThat(stopped.exhaustion()).hasValue(at(8_813));
    Settlement end = stopped.settle(at(9_000));
    assertThat(end.after().available()).isEqualTo(new Money(1_017));
    assertThat(end.tiles()).hasSize(2).last().matches(tile -> tile.start().equals(at(8_813)));
    assertThat(borne(end, GRACE)).isPositive();
  }

  @Test
  void thePlatformPaysTheSecondsOfAStopAfterTheEnd() {
    Settlement late = ended(pool, machine("gpu machine"), at(6_530)).settle(at(6_530));

    assertThat(bySku(late, OVERRUN))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("n1.core", 1_088_824L, "n1.ram", 547_279L, "gpu.t4", 3_013_889L));
    assertThat(borne(late, OVERRUN)).isEqualTo(4_649_992);
    assertThat(borne(late, GRACE)).isEqualTo(119_599);
    assertThat(late.after().available()).isEqualTo(new Money(78_504));
  }

  @Test
  void aLongerMonthMakesTheDiskCheaper() {
    Instant december = Instant.parse("2026-12-01T00:00:00Z");
    Pool longer = startedAt(december);

    assertThat(longer.exhaustion()).hasValue(december.plusSeconds(6_504));
    assertThat(borne(longer.settle(december.plusSeconds(6_504)), credit)).isEqualTo(999_881_347);
  }

  @Test
  void aStartIsRefusedExactlyWhenTheMinuteAndTheStopLeadCannotBePaid() {
    var parts = MachineTypes.named("n1-standard-4").orElseThrow().withGpus("t4", 1).parts();
    var disk = DiskType.named("pd-balanced").orElseThrow().ofGib(100);
    var proposal = new Proposal(parts, List.of(disk));

    Admission enough = poolOf(27_694_394).admission(proposal, STOP_LEAD);
    Admission tooLittle = poolOf(27_694_393).admission(proposal, STOP_LEAD);

    Money needed = new Money(27_694_394);
    assertThat(enough).isEqualTo(new Admission.Admitted(needed, needed, at(180)));
    assertThat(tooLittle)
        .isEqualTo(
            new Admission.Refused(
                Admission.Reason.INSUFFICIENT, needed, new Money(27_694_393), at(179)));
  }

  private static Pool poolOf(long nanos) {
    return aPool(START, ListPrices.usCentral1(), aGrant("little").of(new Money(nanos)).build());
  }

  private static long borne(Settlement settlement, Account account) {
    return bySku(settlement, account).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> bySku(Settlement settlement, Account account) {
    var sums = new TreeMap<String, Long>();
    for (Charge charge : settlement.charges()) {
      for (Charge.Share share : charge.shares()) {
        if (share.account().equals(account)) {
          sums.merge(charge.line().sku().value(), share.amount().nanos(), Long::sum);
        }
      }
    }
    return sums;
  }
}
