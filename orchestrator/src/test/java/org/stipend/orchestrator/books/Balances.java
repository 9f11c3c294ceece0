package org.stipend.orchestrator.books;

import org.stipend.cost.ResearcherId;

/** What the books of a pool say, once what is due is written. */
public final class Balances {

  private Balances() {}

  /** What is left in the pool's grants. */
  public static long left(MoneyWorld world, ResearcherId pool) {
    return sum(world, pool, "CREDIT");
  }

  /** What the platform paid for a cause: OVERRUN, GRACE, FAILED_LAUNCH. */
  public static long platformPaid(MoneyWorld world, String cause, ResearcherId pool) {
    return -sum(world, pool, cause);
  }

  private static long sum(MoneyWorld world, ResearcherId pool, String kind) {
    world.writeUp(pool);
    return world
        .jdbc()
        .sql(
            """
            SELECT coalesce(sum(p.amount_nanos), 0)
              FROM posting p JOIN journal j ON j.id = p.journal JOIN account a ON a.id = p.account
             WHERE j.researcher = :pool AND a.kind = :kind
            """)
        .param("pool", pool.value())
        .param("kind", kind)
        .query(Long.class)
        .single();
  }
}
