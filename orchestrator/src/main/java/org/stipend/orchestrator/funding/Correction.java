package org.stipend.orchestrator.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.ledger.Booking;
import org.stipend.orchestrator.ledger.Journals;
import org.stipend.orchestrator.ledger.Ledger;

/**
 * Brings the books from what stands in them to what should: a fact that is unchanged is left alone,
 * one that only another pays for is transferred, any other is reversed and restated.
 */
final class Correction {

  private final Ledger ledger;
  private final ResearcherId pool;
  private final Instant bookedAt;
  private final int revision;
  private final Set<Long> reversedLines = new HashSet<>();

  /**
   * @param revision tells the keys of one correction from those of another; 0: nothing is corrected
   */
  Correction(Ledger ledger, ResearcherId pool, Instant bookedAt, int revision) {
    this.ledger = ledger;
    this.pool = pool;
    this.bookedAt = bookedAt;
    this.revision = revision;
  }

  /**
   * What should stand.
   *
   * @param chargeLine the row of its charge line; null where nothing was used
   */
  record Entry(Transaction transaction, @Nullable Long chargeLine, long quantity) {

    String fact() {
      return transaction.key();
    }
  }

  void book(List<Journals.Standing> standing, List<Entry> wanted) {
    Map<String, List<Journals.Standing>> known = new LinkedHashMap<>();
    standing.forEach(
        journal -> known.computeIfAbsent(journal.fact(), fact -> new ArrayList<>()).add(journal));
    Map<String, Entry> entries = new LinkedHashMap<>();
    wanted.forEach(entry -> entries.put(entry.fact(), entry));

    Set<String> settled = new HashSet<>();
    List<Transfer> transfers = new ArrayList<>();
    for (var fact : known.entrySet()) {
      Entry entry = entries.get(fact.getKey());
      if (entry == null || !sameUse(fact.getValue(), entry)) {
        fact.getValue().forEach(this::reverse);
      } else {
        settled.add(fact.getKey());
        transfers.add(new Transfer(entry, fact.getValue(), difference(fact.getValue(), entry)));
      }
    }
    transfers.removeIf(transfer -> transfer.difference().isEmpty());
    while (transfers.removeIf(this::transferIfPaid)) {} // one may need what another gives back
    for (Transfer stuck : transfers) { // in a circle
      stuck.standing().forEach(this::reverse);
      settled.remove(stuck.entry().fact());
    }
    wanted.stream().filter(entry -> !settled.contains(entry.fact())).forEach(this::state);
  }

  /** Whether both say that the same was used at the same price, whoever pays. */
  private static boolean sameUse(List<Journals.Standing> standing, Entry entry) {
    long quantity = standing.stream().mapToLong(Journals.Standing::quantity).sum();
    SortedMap<Account, Money> difference = difference(standing, entry);
    boolean onlyPayers =
        difference.keySet().stream()
            .allMatch(account ->
                switch (account.kind()) {
                  case CREDIT, PAYER, OVERRUN, GRACE, FAILED_LAUNCH, ORPHAN -> true;
                  case CONSUMED, FUNDING, BREAKAGE, WRITE_OFF, ADJUSTMENT, VARIANCE -> false;
                });
    return quantity == entry.quantity() && onlyPayers;
  }

  /** What would have to be posted on top of what stands, by account; only what is not zero. */
  private static SortedMap<Account, Money> difference(
      List<Journals.Standing> standing, Entry entry) {
    SortedMap<Account, Money> difference = new TreeMap<>();
    for (Posting posting : entry.transaction().postings()) {
      difference.merge(posting.account(), posting.amount(), Money::plus);
    }
    for (Journals.Standing journal : standing) {
      for (Posting posting : journal.transaction().postings()) {
        difference.merge(posting.account(), posting.amount().negated(), Money::plus);
      }
    }
    difference.values().removeIf(Money::isZero);
    return difference;
  }

  private void reverse(Journals.Standing journal) {
    Booking booking =
        Booking.of(pool, bookedAt)
            .about(journal.fact())
            .reversing(journal.id())
            .because("CORRECTION");
    if (journal.chargeLine() != null) {
      booking = booking.of(journal.chargeLine(), -journal.quantity());
      reversedLines.add(journal.chargeLine());
    }
    ledger.book(journal.transaction().reversed(), booking);
  }

  /** Only the payers of a fact change. */
  private record Transfer(
      Entry entry, List<Journals.Standing> standing, SortedMap<Account, Money> difference) {}

  /** False when a grant does not have now what it is to pay. */
  private boolean transferIfPaid(Transfer transfer) {
    boolean paid =
        transfer.difference().entrySet().stream()
            .filter(part -> part.getKey().kind() == Account.Kind.CREDIT)
            .noneMatch(
                part -> ledger.balance(part.getKey().grant()).plus(part.getValue()).isNegative());
    if (paid) {
      book(transfer);
    }
    return paid;
  }

  private void book(Transfer transfer) {
    Entry entry = transfer.entry();
    List<Posting> postings = new ArrayList<>();
    transfer.difference().forEach((account, amount) -> postings.add(Posting.of(account, amount)));
    ledger.book(
        new Transaction(
            "transfer/%s/r%d".formatted(entry.fact(), revision),
            Transaction.Kind.PAYER_TRANSFER,
            entry.transaction().usage(),
            postings),
        booking(entry, 0));
  }

  private void state(Entry entry) {
    Transaction plain = entry.transaction();
    boolean again = entry.chargeLine() != null && reversedLines.contains(entry.chargeLine());
    Transaction stated =
        revision == 0
            ? plain
            : new Transaction(
                "%s/r%d".formatted(plain.key(), revision),
                again ? Transaction.Kind.RESTATE : plain.kind(),
                plain.usage(),
                plain.postings());
    ledger.book(stated, booking(entry, entry.quantity()));
  }

  private Booking booking(Entry entry, long quantity) {
    Booking booking = Booking.of(pool, bookedAt).about(entry.fact());
    return entry.chargeLine() == null ? booking : booking.of(entry.chargeLine(), quantity);
  }
}
