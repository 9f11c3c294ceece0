package org.stipend.orchestrator.report;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.books.Entry;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Snapshots;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** What was spent, as pages show it: what stands in the books, and what will. */
@Component
final class SpendViews {

  private final Spendings spendings;
  private final PoolBooks books;
  private final PayerTable payers;
  private final PriceLists prices;
  private final Snapshots snapshots;

  SpendViews(
      Spendings spendings,
      PoolBooks books,
      PayerTable payers,
      PriceLists prices,
      Snapshots snapshots) {
    this.spendings = spendings;
    this.books = books;
    this.payers = payers;
    this.prices = prices;
    this.snapshots = snapshots;
  }

  /** Its rows, page by page. */
  SpendView of(WorkspaceId workspace, SpendQuery query, Paging paging, Instant now) {
    Sums sums = sums(workspace, query, now);
    List<Counted> ahead = after(paging.after(), sums.items());
    Page<Counted> page =
        Page.of(
            ahead.subList(0, Math.min(ahead.size(), paging.rows())),
            paging,
            last -> Cursor.of(last.item().key()));
    return view(query, sums.total(), now, page.map(this::view));
  }

  /** The total alone. */
  SpendView totalOf(WorkspaceId workspace, SpendQuery query, Instant now) {
    return view(query, sums(workspace, query, now).total(), now, null);
  }

  private record Counted(Item item, Tally tally) {

    static final Comparator<Counted> ORDER =
        comparing((Counted one) -> one.item().since())
            .thenComparing(one -> one.tally().amount())
            .reversed()
            .thenComparing(one -> one.item().key());
  }

  private record Sums(Tally total, List<Counted> items) {}

  private Sums sums(WorkspaceId workspace, SpendQuery query, Instant now) {
    return snapshots.read(() -> {
      ResearcherId pool = payers.poolOf(workspace);
      String owner = spendings.nameOf(pool);
      Tally total = new Tally();
      Map<String, Counted> items = new HashMap<>();
      spent(workspace, pool, query, now)
          .forEach(one ->
              one.byDay(query.days())
                  .forEach((day, part) -> {
                    if (query.days().contain(day)) {
                      Item item = Item.of(query.by(), one, day);
                      total.add(part.account(), part.amount(), part.booked(), owner);
                      items
                          .computeIfAbsent(item.key(), key -> new Counted(item, new Tally()))
                          .tally()
                          .add(part.account(), part.amount(), part.booked(), owner);
                    }
                  }));
      return new Sums(
          total,
          items.values().stream()
              .filter(one -> !one.tally().isNothing())
              .sorted(Counted.ORDER)
              .toList());
    });
  }

  private Stream<Spent> spent(
      WorkspaceId workspace, ResearcherId pool, SpendQuery query, Instant now) {
    List<Entry> unbooked =
        books.look(pool, now).map(look -> look.draft().entries()).orElse(List.of());
    return Stream.concat(
            spendings.booked(workspace, query.days()).stream(),
            spendings.unbooked(workspace, unbooked).stream())
        .filter(one -> query.asksFor(one.run()));
  }

  private static List<Counted> after(@Nullable Cursor seen, List<Counted> items) {
    if (seen == null) {
      return items;
    }
    List<String> keys = items.stream().map(one -> one.item().key()).toList();
    return items.subList(keys.indexOf(seen.text(0)) + 1, items.size());
  }

  private SpendView view(
      SpendQuery query, Tally total, Instant now, @Nullable Page<SpendView.SpentView> page) {
    Days days = query.days();
    return new SpendView(
        query.by(),
        days.zone().getId(),
        days.from(),
        days.to(),
        Interval.floor(now),
        total.amount(),
        total.unbooked(),
        total.payers(),
        page == null ? null : page.items(),
        page == null ? null : page.nextCursor());
  }

  private SpendView.SpentView view(Counted one) {
    String sku =
        one.item() instanceof Item.OfSku of ? prices.description(new SkuKey(of.sku())) : null;
    return one.item().view(one.tally(), sku);
  }
}
