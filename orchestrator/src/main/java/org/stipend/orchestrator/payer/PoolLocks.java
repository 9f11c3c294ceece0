package org.stipend.orchestrator.payer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;

/**
 * Nobody else touches a pool's money until the transaction ends. Locks are taken pool first, then
 * runtimes and disks: whoever will touch money asks here before it locks a row of its own, so that
 * two transactions never wait for each other.
 */
@Component
public final class PoolLocks {

  private final JdbcClient jdbc;
  private final PayerTable payers;

  PoolLocks(JdbcClient jdbc, PayerTable payers) {
    this.jdbc = jdbc;
    this.payers = payers;
  }

  public void lock(ResearcherId pool) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:pool, 0))")
        .param("pool", name(pool))
        .query(rs -> {});
  }

  /** The pool that settles a workspace. */
  public ResearcherId lockPoolOf(WorkspaceId workspace) {
    ResearcherId pool = payers.poolOf(workspace);
    lock(pool);
    return pool;
  }

  /** False when somebody has it. */
  public boolean tryLock(ResearcherId pool) {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(:pool, 0))")
        .param("pool", name(pool))
        .query(Boolean.class)
        .single();
  }

  private static String name(ResearcherId pool) {
    return "pool/" + pool;
  }
}
