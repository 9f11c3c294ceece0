package org.stipend.orchestrator.books;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.ledger.SqlProof;

/** What is true of every pool. */
@Component
@Order(2)
final class PoolsProof implements ProofCheck {

  private static final int EXAMPLES = 5;

  /** Known before: its proof may hold by now, and it is released by the next round of proofs. */
  private static final String PARKED =
      """
      SELECT 'pool ' || researcher || ' since ' || parked_since || ': ' || parked_because
        FROM credit_pool WHERE parked_since IS NOT NULL ORDER BY parked_since
      """;

  private final SqlProof sql;
  private final PoolTable pools;
  private final PoolProof proof;
  private final InstantSource clock;

  PoolsProof(SqlProof sql, PoolTable pools, PoolProof proof, InstantSource clock) {
    this.sql = sql;
    this.pools = pools;
    this.proof = proof;
    this.clock = clock;
  }

  @Override
  public List<Result> run() {
    Instant now = clock.instant();
    List<ResearcherId> all = pools.all();
    List<String> deadlines = new ArrayList<>();
    List<String> books = new ArrayList<>();
    for (ResearcherId pool : all) {
      PoolRow row = pools.find(pool).orElseThrow(); // in a snapshot that only reads
      Optional<String> wrong = proof.wrongBooks(row);
      if (wrong.isPresent()) {
        books.add(wrong.get());
      } else { // of wrong books no deadline follows
        proof.wrongDeadline(row, now).ifPresent(deadlines::add);
      }
    }
    return List.of(
        Result.of(
            "Each pool's one deadline equals the one computed anew", all.size(), some(deadlines)),
        Result.of(
            "Each pool's books equal those made anew from all its facts", all.size(), some(books)),
        sql.check("No pool is parked", "credit_pool", PARKED));
  }

  private static List<String> some(List<String> wrong) {
    return wrong.subList(0, Math.min(EXAMPLES, wrong.size()));
  }
}
