package org.stipend.orchestrator.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.report.StatementView.LedgerLineView;

/** What a run cost on one day, as it adds up; or what of it another pays since. */
final class DayOfRun {

  /** A row of a statement is one of them. */
  record Key(Spent.Run run, LocalDate day, boolean paidByAnother) {

    static Key of(Spent spent, LocalDate day) {
      return new Key(spent.run(), day, spent.line().kind() == Transaction.Kind.PAYER_TRANSFER);
    }

    private Transaction.Kind kind() {
      return paidByAnother ? Transaction.Kind.PAYER_TRANSFER : Transaction.Kind.USAGE;
    }

    @Override
    public String toString() {
      return "%s/%s/%s".formatted(run.id(), day, kind());
    }
  }

  /** A line of the books and who pays it. */
  record PaidLine(Spent.Line line, PayerView payer) {

    private static final Comparator<PaidLine> ORDER =
        Comparator.comparing((PaidLine one) -> one.line().kind())
            .thenComparing(one -> one.line().sku())
            .thenComparing(one -> one.line().month())
            .thenComparing(one -> one.line().price().value())
            .thenComparing(PaidLine::payer, Tally.ORDER);
  }

  /**
   * @param stretch from the first second on, up to the last
   * @param quantity base units
   */
  record Used(Interval stretch, long quantity, Money amount) {

    private Used plus(Used more) {
      return new Used(
          around(stretch, more.stretch()),
          Math.addExact(quantity, more.quantity()),
          amount.plus(more.amount()));
    }

    private static Interval around(Interval one, Interval other) {
      return new Interval(
          one.start().isBefore(other.start()) ? one.start() : other.start(),
          one.end().isAfter(other.end()) ? one.end() : other.end());
    }
  }

  private final Key key;
  private final SortedMap<PaidLine, Used> lines = new TreeMap<>(PaidLine.ORDER);

  DayOfRun(Key key) {
    this.key = key;
  }

  void add(Spent part, String ownerOfTheCredit) {
    lines.merge(
        new PaidLine(part.line(), Tally.payer(part.account(), ownerOfTheCredit)),
        new Used(part.stretch(), part.quantity(), part.amount().negated()),
        Used::plus);
  }

  StatementView view(BiFunction<PaidLine, Used, LedgerLineView> lineView) {
    Interval stretch =
        lines.values().stream().map(Used::stretch).reduce(Used::around).orElseThrow();
    return new StatementView(
        key.toString(),
        key.kind(),
        key.day(),
        stretch.start(),
        stretch.end(),
        key.run().view(),
        key.run().workspace(),
        null,
        lines.keySet().stream().anyMatch(DayOfRun::corrects),
        paidBy(PayerView.Kind.CREDIT),
        paidBy(PayerView.Kind.PLATFORM),
        lines.entrySet().stream()
            .map(line -> lineView.apply(line.getKey(), line.getValue()))
            .toList());
  }

  private static boolean corrects(PaidLine one) {
    return switch (one.line().kind()) {
      case REVERSAL, RESTATE -> true;
      case GRANT, REVOKE, USAGE, EXPIRE, PAYER_TRANSFER, ADJUSTMENT, WRITE_OFF -> false;
    };
  }

  private Money paidBy(PayerView.Kind payer) {
    return Money.sum(
        lines.entrySet().stream()
            .filter(line -> line.getKey().payer().kind() == payer)
            .map(line -> line.getValue().amount()));
  }
}
