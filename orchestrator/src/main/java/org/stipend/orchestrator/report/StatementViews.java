package org.stipend.orchestrator.report;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.SkuKey;
import org.stipend.orchestrator.books.Snapshots;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.report.StatementView.LedgerLineView;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** What moved on somebody's accounts, newest first: all rows together are what the books say. */
@Component
final class StatementViews {

  /** How many days are read for a page at first; then ever more, until they fill it. */
  private static final int DAYS = 8;

  private static final int PLACES = 9;

  private static final Comparator<StatementView> ORDER =
      comparing(StatementView::from).reversed().thenComparing(StatementView::key);

  private final Spendings spendings;
  private final Movements movements;
  private final PriceLists prices;
  private final Snapshots snapshots;

  StatementViews(Spendings spendings, Movements movements, PriceLists prices, Snapshots snapshots) {
    this.spendings = spendings;
    this.movements = movements;
    this.prices = prices;
    this.snapshots = snapshots;
  }

  Page<StatementView> of(ResearcherId person, ZoneId zone, Paging paging, Instant now) {
    List<StatementView> rows =
        snapshots.read(() ->
            movements
                .first(person)
                .map(first ->
                    rows(person, new Days(zone, dayOf(first, zone), dayOf(now, zone)), paging))
                .orElse(List.of()));
    return Page.of(rows, paging, last -> Cursor.of(last.from(), last.key()));
  }

  private static LocalDate dayOf(Instant second, ZoneId zone) {
    return second.atZone(zone).toLocalDate();
  }

  /** The rows of one page, from as few of all days as it takes. */
  private List<StatementView> rows(ResearcherId person, Days all, Paging paging) {
    Cursor seen = paging.after();
    LocalDate last = all.to();
    if (seen != null && seen.instant(0).isBefore(all.end())) {
      last = all.dayOf(seen.instant(0));
    }
    if (last.isBefore(all.from())) {
      return List.of();
    }
    for (long days = DAYS; ; days *= DAYS) {
      LocalDate from = last.minusDays(days);
      boolean isAll = !from.isAfter(all.from());
      List<StatementView> rows =
          rows(person, new Days(all.zone(), isAll ? all.from() : from, last))
              .filter(row -> isAfter(seen, row))
              .sorted(ORDER)
              .limit(paging.rows())
              .toList();
      if (isAll || rows.size() == paging.rows()) {
        return rows;
      }
    }
  }

  private static boolean isAfter(@Nullable Cursor seen, StatementView row) {
    if (seen == null) {
      return true;
    }
    int order = seen.instant(0).compareTo(row.from());
    return order > 0 || (order == 0 && row.key().compareTo(seen.text(1)) > 0);
  }

  private Stream<StatementView> rows(ResearcherId person, Days days) {
    String owner = spendings.nameOf(person);
    Map<DayOfRun.Key, DayOfRun> runs = new HashMap<>();
    for (Spent spent : spendings.booked(person, days)) {
      spent
          .byDay(days)
          .forEach((day, part) -> {
            if (days.contain(day)) {
              runs.computeIfAbsent(DayOfRun.Key.of(part, day), DayOfRun::new).add(part, owner);
            }
          });
    }
    Map<SkuKey, String> names = new HashMap<>();
    return Stream.concat(
        runs.values().stream().map(run -> run.view((line, used) -> view(line, used, names))),
        movements.of(person, days).stream().map(one -> one.view(days.dayOf(one.at()))));
  }

  private LedgerLineView view(
      DayOfRun.PaidLine paid, DayOfRun.Used used, Map<SkuKey, String> names) {
    Spent.Line line = paid.line();
    SkuKey sku = new SkuKey(line.sku());
    Price price =
        prices.all().versions(sku).stream()
            .filter(one -> one.id().equals(line.price()))
            .findFirst()
            .orElseThrow();
    UnitPrice unit = price.in(line.month());
    return new LedgerLineView(
        line.kind(),
        names.computeIfAbsent(sku, prices::description),
        used.stretch().start(),
        used.stretch().end(),
        BigDecimal.valueOf(used.quantity())
            .divide(BigDecimal.valueOf(unit.baseUnits()), PLACES, RoundingMode.HALF_EVEN)
            .toPlainString(),
        price.unit(),
        new UnitPrice(unit.units(), unit.nanos(), 1).costOf(1),
        paid.payer(),
        used.amount());
  }
}
