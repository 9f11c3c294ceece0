package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.CREDIT;
import static org.stipend.cost.testing.Build.GRACE;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.time.Timeline;

/** Disks that the platform keeps, each since when, and for how long. */
class KeptTest {

  private static final PriceList PRICES = ListPrices.usCentral1();
  private static final Instant ENDED = at(1_000);
  private static final Payer.LinkedAccount ACCOUNT =
      new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));

  private final Timeline<Payer> onCredit = Timeline.<Payer>empty().from(Instant.MIN, CREDIT);

  @Test
  void aDiskOnCreditThatPaysIsNotOneOfThem() {
    assertThat(kept(Standing.ACTIVE, onCredit)).isEmpty();
  }

  @Test
  void aDiskWhoseCreditHasEndedIsKeptSinceThen() {
    assertThat(kept(Standing.exhausted(ENDED), onCredit)).containsExactly(Kept.Cause.CREDIT, ENDED);
  }

  @Test
  void aDiskThatWentBackToACreditWithoutAnythingLeftIsKeptSinceItDid() {
    Timeline<Payer> payers = onCredit.from(at(500), ACCOUNT).from(at(3_000), CREDIT);

    assertThat(kept(Standing.exhausted(ENDED), payers))
        .containsExactly(Kept.Cause.CREDIT, at(3_000));
  }

  @Test
  void aDiskThatAnAccountTakesOverIsNotOneOfThem() {
    Metered disk = aDisk("disk", START, "pd-balanced", 10);
    Timeline<Payer.LinkedAccount> ready =
        Timeline.<Payer.LinkedAccount>empty().from(at(10), ACCOUNT);

    assertThat(keptOf(new Metered(disk.use(), onCredit, ready), Standing.exhausted(ENDED)))
        .isEmpty();
    assertThat(
            keptOf(
                new Metered(
                    disk.use(), onCredit, ready.absentFrom(at(2_000)).absentFrom(at(4_000))),
                Standing.exhausted(ENDED)))
        .containsExactly(Kept.Cause.CREDIT, at(2_000));
  }

  @Test
  void aDiskWhoseAccountCannotPayIsKeptSinceThenHoweverOftenThatIsSaid() {
    Timeline<Payer> payers =
        onCredit.from(at(500), ACCOUNT).from(at(2_000), GRACE).from(at(4_000), GRACE);

    assertThat(kept(Standing.ACTIVE, payers)).containsExactly(Kept.Cause.PAYER, at(2_000));
  }

  @Test
  void machinesAndWhatIsDeletedAreNotKept() {
    List<Metered> uses = new ArrayList<>(aMachine("machine", START, "e2-micro"));
    uses.add(aDisk("gone", START, "pd-balanced", 10).endedAt(at(5_000)));

    assertThat(pool(uses, Standing.exhausted(ENDED)).kept()).isEmpty();
  }

  @Test
  void whoIsToldInTimeHasThirtyDaysAndWhoIsToldLateAWeekFromThen() {
    Instant thirtyDays = START.plus(Duration.ofDays(30));

    assertThat(Grace.until(START, START)).isEqualTo(thirtyDays);
    assertThat(Grace.until(START, START.plus(Duration.ofDays(23)))).isEqualTo(thirtyDays);
    assertThat(Grace.until(START, START.plus(Duration.ofDays(40))))
        .isEqualTo(START.plus(Duration.ofDays(47)));
  }

  private List<Object> kept(Standing standing, Timeline<Payer> payers) {
    Metered disk = aDisk("disk", START, "pd-balanced", 10);
    return keptOf(new Metered(disk.use(), payers), standing);
  }

  /** Cause and instant, of the only one. */
  private static List<Object> keptOf(Metered disk, Standing standing) {
    List<Object> found = new ArrayList<>();
    pool(List.of(disk), standing)
        .kept()
        .forEach(one -> {
          found.add(one.cause());
          found.add(one.since());
        });
    return found;
  }

  private static Pool pool(List<Metered> uses, Standing standing) {
    return new Pool(ADA, standing, at(5_000), List.of(), List.of(), uses, List.of(), PRICES);
  }
}
