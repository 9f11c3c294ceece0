package org.stipend.orchestrator.engine;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the workflows are to be told: "look again". Written in the transaction of the fact,
 * delivered after it by {@link Relay}, at least once and in any order.
 */
@Component
public final class Outbox {

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Outbox(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param key the row's id
   * @param version its generation or epoch after this transaction
   */
  public void poke(Entity.Kind kind, UUID key, long version) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a poke belongs to the transaction of its fact");
    }
    jdbc.sql(
            """
            INSERT INTO outbox (topic, key, version, created_at, due_at)
            VALUES (:topic, :key, :version, :now, :now)
            """)
        .param("topic", kind.topic())
        .param("key", key)
        .param("version", version)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            listeners.forEach(Runnable::run);
          }
        });
  }

  /** Whom a poke waits for. */
  Set<UUID> waiting(Entity.Kind kind) {
    return Set.copyOf(
        jdbc.sql("SELECT DISTINCT key FROM outbox WHERE topic = :topic")
            .param("topic", kind.topic())
            .query(UUID.class)
            .list());
  }

  /** Called after each commit that left something here. */
  void onCommit(Runnable listener) {
    listeners.add(listener);
  }
}
