package org.stipend.orchestrator.payer;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
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

  private static final String TIMED_OUT = "55P03";

  private final JdbcClient jdbc;
  private final PayerTable payers;

  PoolLocks(JdbcClient jdbc, PayerTable payers) {
    this.jdbc = jdbc;
    this.payers = payers;
  }

  /**
   * Waits for other processes, and in this one for short rounds only: whoever comes with a command,
   * a report or a deadline has its {@linkplain PoolTurns turn}.
   *
   * @throws org.stipend.orchestrator.web.Problem when it takes too long
   */
  public void lock(ResearcherId pool) {
    try {
      jdbc.sql(
              """
              SELECT set_config('lock_timeout', '3s', true),
                     pg_advisory_xact_lock(hashtextextended(:pool, 0)),
                     set_config('lock_timeout', '0', true)
              """)
          .param("pool", name(pool))
          .query(rs -> {});
    } catch (DataAccessException e) {
      throw timedOut(e) ? PoolBusy.waitedTooLong() : e;
    }
  }

  private static boolean timedOut(DataAccessException failed) {
    return NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException sql
        && TIMED_OUT.equals(sql.getSQLState());
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
