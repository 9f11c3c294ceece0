package org.stipend.cost.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.at;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stipend.cost.Payer;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.testing.KeptBooks;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.time.Timeline;

/** What was done stays done when something from before it is learned. */
class LateNewsTest {

  private static final Payer FAILED = new Payer.Platform(Payer.Cause.FAILED_LAUNCH, ADA);

  private final Grant starting = aGrant("starting").build();
  private final Grant soon = aGrant("soon").of("5").from(at(3)).until(at(86_400)).build();
  private final Revocation all = new Revocation(starting.id(), 1, starting.amount(), at(3));
  private final List<Metered> big = aMachine("big", START, "c2-standard-60");
  private final List<Metered> small = aMachine("small", START, "e2-micro");

  private Facts facts(List<Metered> smallOne) {
    List<Metered> uses = new ArrayList<>(big);
    uses.addAll(smallOne);
    return new Facts(ADA, List.of(starting, soon), List.of(all), uses, ListPrices.usCentral1());
  }

  private List<Metered> neverReached() {
    return small.stream()
        .map(one ->
            new Metered(
                one.use().endedAt(at(4)), Timeline.<Payer>empty().from(one.use().start(), FAILED)))
        .toList();
  }

  /**
   * The starting credit had paid for three seconds of it. They come back to it, and go where the
   * rest of it went; no other second changes its payer.
   */
  @Test
  void aFailureLearnedAfterARevocationGivesTheRevokedGrantNothingBack() {
    var books = new KeptBooks(START);
    books.bring(facts(small), START, at(5));
    Money taken = taken(books);
    books.bring(facts(neverReached()), START, at(5));

    assertThat(books.left(starting)).isEqualTo(Money.ZERO);
    assertThat(taken(books)).isGreaterThan(taken);
    assertThat(books.balances())
        .doesNotContainKey(Account.platform(Payer.Cause.OVERRUN, ADA).name());
    assertThat(books.balances()).isEqualTo(KeptBooks.balancesOf(facts(neverReached()), at(5)));
  }

  private static Money taken(KeptBooks books) {
    return books.balances().get(Account.funding("starting").name());
  }
}
