package org.stipend.orchestrator.change;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says in the transaction of a change what changed; PostgreSQL tells every process after the
 * commit, and nobody after a rollback. News may be lost while a process reconnects, so it is only
 * ever a reason to look again, never a fact.
 */
@Component
public final class Changes {

  static final String CHANNEL = "stipend_change";

  private final JdbcClient jdbc;

  Changes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void changed(Kind kind, UUID id) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("news belongs to the transaction of its change");
    }
    jdbc.sql("SELECT pg_notify(:channel, :news)")
        .param("channel", CHANNEL)
        .param("news", new Change(kind, id).encoded())
        .query(rs -> {});
  }
}
