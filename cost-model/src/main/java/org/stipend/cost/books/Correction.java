package org.stipend.cost.books;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stipend.cost.GrantId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;

/**
 * From what stands in the books to what should: a fact that is unchanged is left alone, one that
 * only another pays for is transferred, any other is reversed and restated. Reversals come first,
 * then each transfer as soon as every grant can bear it, since one may need what another gives
 * back.
 */
final class Correction {

  private final List<Written> written;
  private final int revision;
  private final Map<GrantId, Money> left;
  private final Set<ChargeLine.Key> reversed = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param left what each grant has now
   * @param revision tells the keys of one correction from those of another; 0: nothing is corrected
   */
  Correction(Map<GrantId, Money> left, List<Written> written, int revision) {
    this.left = new HashMap<>(left);
    this.written = written;
    this.revision = revision;
  }

  /**
   * @throws IllegalStateException when two wanted facts have the same key
   */
  List<Entry> entries(List<Wanted> wanted) {
    Map<String, Wanted> byFact = wanted.stream().collect(toMap(Wanted::fact, one -> one));
    Map<String, List<Written>> standing =
        written.stream().collect(groupingBy(Written::fact, LinkedHashMap::new, toList()));
    Set<String> settled = new HashSet<>();
    List<Transfer> transfers = new ArrayList<>();
    standing.forEach((fact, journals) -> {
      Wanted should = byFact.get(fact);
      if (should == null || !sameUse(journals, should)) {
        journals.forEach(this::reverse);
      } else {
        settled.add(fact);
        transfers.add(new Transfer(should, journals, difference(journals, should)));
      }
    });
    transfers.removeIf(transfer -> transfer.difference().isEmpty());
    while (transfers.removeIf(this::transferIfPaid)) {} // one may need what another gives back
    for (Transfer stuck : transfers) { // in a circle
      stuck.standing().forEach(this::reverse);
      settled.remove(stuck.wanted().fact());
    }
    wanted.stream().filter(one -> !settled.contains(one.fact())).forEach(this::state);
    return entries;
  }

  /** Whether both say that the same was used at the same price, whoever pays. */
  private static boolean sameUse(List<Written> standing, Wanted wanted) {
    long quantity = standing.stream().mapToLong(Written::quantity).sum();
    boolean onlyPayers =
        difference(standing, wanted).keySet().stream()
            .allMatch(account ->
                switch (account.kind()) {
                  case CREDIT, PAYER, OVERRUN, GRACE, FAILED_LAUNCH, ORPHAN -> true;
                  case CONSUMED, FUNDING, BREAKAGE, WRITE_OFF, ADJUSTMENT, VARIANCE -> false;
                });
    return quantity == wanted.quantity() && onlyPayers;
  }

  /** What would have to be posted on top of what stands, by account; only what is not zero. */
  private static SortedMap<Account, Money> difference(List<Written> standing, Wanted wanted) {
    SortedMap<Account, Money> difference = new TreeMap<>();
    for (Posting posting : wanted.transaction().postings()) {
      difference.merge(posting.account(), posting.amount(), Money::plus);
    }
    for (Written journal : standing) {
      for (Posting posting : journal.transaction().postings()) {
        difference.merge(posting.account(), posting.amount().negated(), Money::plus);
      }
    }
    difference.values().removeIf(Money::isZero);
    return difference;
  }

  private void reverse(Written journal) {
    if (journal.line() != null) {
      reversed.add(journal.line());
    }
    add(
        new Entry(
            journal.transaction().reversed(),
            journal.fact(),
            journal.line(),
            -journal.quantity(),
            journal.journal(),
            null));
  }

  /** Only the payers of a fact change. */
  private record Transfer(
      Wanted wanted, List<Written> standing, SortedMap<Account, Money> difference) {}

  /** False when a grant does not have now what it is to pay. */
  private boolean transferIfPaid(Transfer transfer) {
    boolean paid =
        transfer.difference().entrySet().stream()
            .filter(part -> part.getKey().kind() == Account.Kind.CREDIT)
            .noneMatch(part -> leftOf(part.getKey()).plus(part.getValue()).isNegative());
    if (paid) {
      Wanted wanted = transfer.wanted();
      List<Posting> postings = new ArrayList<>();
      transfer.difference().forEach((account, amount) -> postings.add(Posting.of(account, amount)));
      var transaction =
          new Transaction(
              "transfer/%s/r%d".formatted(wanted.fact(), revision),
              Transaction.Kind.PAYER_TRANSFER,
              wanted.transaction().usage(),
              postings);
      add(new Entry(transaction, wanted.fact(), wanted.line(), 0, null, null));
    }
    return paid;
  }

  private void state(Wanted wanted) {
    Transaction plain = wanted.transaction();
    boolean again = wanted.line() != null && reversed.contains(wanted.line());
    Transaction stated =
        revision == 0
            ? plain
            : new Transaction(
                "%s/r%d".formatted(plain.key(), revision),
                again ? Transaction.Kind.RESTATE : plain.kind(),
                plain.usage(),
                plain.postings());
    add(new Entry(stated, wanted.fact(), wanted.line(), wanted.quantity(), null, wanted.taking()));
  }

  private void add(Entry entry) {
    entries.add(entry);
    for (Posting posting : entry.transaction().postings()) {
      if (posting.account().kind() == Account.Kind.CREDIT) {
        left.put(posting.account().grant(), leftOf(posting.account()).plus(posting.amount()));
      }
    }
  }

  private Money leftOf(Account credit) {
    return left.getOrDefault(credit.grant(), Money.ZERO);
  }
}
