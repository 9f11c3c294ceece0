package org.stipend.orchestrator.funding;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.History;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.ledger.ProofCheck;

/** What is true of every pool: its deadline, and that its books follow from the facts. */
@Component
@Order(2)
final class PoolsProof implements ProofCheck {

  private static final int EXAMPLES = 5;

  private final JdbcClient jdbc;
  private final PoolRows rows;
  private final PoolBooks books;
  private final Desk desk;
  private final InstantSource clock;

  PoolsProof(JdbcClient jdbc, PoolRows rows, PoolBooks books, Desk desk, InstantSource clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.books = books;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public List<Result> run() {
    List<ResearcherId> pools =
        jdbc.sql("SELECT researcher FROM credit_pool ORDER BY researcher")
            .query((row, n) -> new ResearcherId(row.getObject(1, UUID.class)))
            .list();
    List<String> deadlines = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    for (ResearcherId pool : pools) {
      PoolRow row = rows.find(pool).orElseThrow();
      if (deadlines.size() < EXAMPLES) {
        compareDeadline(row, deadlines);
      }
      if (facts.size() < EXAMPLES) {
        compareFacts(row, facts);
      }
    }
    return List.of(
        Result.of("Each pool's one deadline equals the one computed anew", pools.size(), deadlines),
        Result.of(
            "Each pool's books equal those made anew from all its facts", pools.size(), facts));
  }

  private void compareDeadline(PoolRow row, List<String> wrong) {
    PoolRow anew = books.outlook(row, books.open(row), row.endedAt(), clock.instant());
    if (!Objects.equals(anew.deadline(), row.deadline())
        || !Objects.equals(anew.endsAt(), row.endsAt())) {
      wrong.add(
          "pool %s is armed for %s, should be %s"
              .formatted(row.owner(), row.deadline(), anew.deadline()));
    }
  }

  private void compareFacts(PoolRow row, List<String> wrong) {
    Settlement settlement =
        new History(
                row.owner(),
                unspent(row.owner()),
                desk.segments().all(row.owner()),
                desk.prices().all())
            .settle(row.settledTo());
    Map<String, Money> difference = booked(row.owner());
    for (Transaction transaction : settlement.transactions()) {
      for (Posting posting : transaction.postings()) {
        difference.merge(posting.account().name(), posting.amount().negated(), Money::plus);
      }
    }
    difference.values().removeIf(Money::isZero);
    if (!difference.isEmpty()) {
      wrong.add("pool %s differs by %s".formatted(row.owner(), difference));
    }
  }

  /** Grants as if nothing had been spent or expired. */
  private List<GrantBalance> unspent(ResearcherId owner) {
    Map<UUID, Long> revoked = new TreeMap<>();
    jdbc.sql(
            """
            SELECT r.grant_id, sum(r.amount_nanos)::bigint AS amount
              FROM grant_revocation r JOIN credit_grant g ON g.id = r.grant_id
             WHERE g.researcher = :owner GROUP BY r.grant_id
            """)
        .param("owner", owner.value())
        .query(row -> {
          revoked.put(row.getObject("grant_id", UUID.class), row.getLong("amount"));
        });
    return desk.rows().grants(owner).stream()
        .map(balance ->
            new GrantBalance(
                balance.grant(),
                balance
                    .grant()
                    .amount()
                    .minus(Money.ofNanos(revoked.getOrDefault(balance.grant().id().value(), 0L)))))
        .toList();
  }

  /** What usage and expiry moved on each account. */
  private Map<String, Money> booked(ResearcherId owner) {
    Map<String, Money> booked = new TreeMap<>();
    jdbc.sql(
            """
            SELECT a.name, sum(p.amount_nanos)::bigint AS amount
              FROM journal j JOIN posting p ON p.journal = j.id JOIN account a ON a.id = p.account
             WHERE j.researcher = :owner AND j.kind NOT IN ('GRANT', 'REVOKE')
             GROUP BY a.name
            """)
        .param("owner", owner.value())
        .query(row -> {
          booked.put(row.getString("name"), Money.ofNanos(row.getLong("amount")));
        });
    return booked;
  }
}
