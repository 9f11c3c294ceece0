package org.stipend.orchestrator.engine;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * From rows back to workflows. At every start, and every few minutes, each live row without an open
 * execution gets one. When none of the live rows has one, Temporal has lost its state: then every
 * version is raised first, so that whatever still acts for the old executions is fenced.
 */
@Component
final class Loader {

  private static final Logger log = LoggerFactory.getLogger(Loader.class);
  private static final int PAGE = 200;

  private final Entities entities;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Outbox outbox;

  Loader(Entities entities, JdbcClient jdbc, TransactionTemplate transactions, Outbox outbox) {
    this.entities = entities;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    Thread.ofVirtual().name("loader").start(this::again);
  }

  @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT2M")
  void again() {
    guarded(this::pass);
  }

  /** One question as long as nothing is lost, so that a loss is mended within seconds. */
  @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT10S")
  void whenEmptied() {
    guarded(() -> {
      if (isEmptied()) {
        pass();
      }
    });
  }

  private synchronized void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn(
          "Live rows could not be compared with Temporal, trying again later: {}", e.toString());
    }
  }

  void pass() {
    if (isEmptied()) {
      log.warn("Temporal has none of the executions of live rows: bringing all of them back");
      entities.all().forEach(this::raise);
    }
    entities.all().forEach(this::load);
  }

  /**
   * True when there are live rows, and not one of the first ones has an execution. A row whose poke
   * still waits proves nothing: it may never have had one.
   */
  private boolean isEmptied() {
    boolean any = false;
    for (Entity<?> entity : entities.all()) {
      Set<UUID> waiting = outbox.waiting(entity.kind());
      for (Live row : live(entity, null)) {
        if (entities.isRunning(entity, row.key())) {
          return false;
        }
        any |= !waiting.contains(row.key());
      }
    }
    return any;
  }

  private void raise(Entity<?> entity) {
    transactions.executeWithoutResult(status -> jdbc.sql(entity.raiseVersions()).update());
  }

  private void load(Entity<?> entity) {
    @Nullable UUID after = null;
    List<Live> page;
    do {
      page = live(entity, after);
      for (Live row : page) {
        if (!entities.isRunning(entity, row.key())) {
          entities.clearPlace(entity, row.key());
          entities.poke(entity, row.key(), row.version());
        }
        after = row.key();
      }
    } while (page.size() == PAGE);
  }

  /** In key order, from behind {@code after}. */
  private List<Live> live(Entity<?> entity, @Nullable UUID after) {
    return jdbc.sql(
            """
            SELECT key, version FROM (%s) AS live
             WHERE :after::uuid IS NULL OR key > :after
             ORDER BY key LIMIT :page
            """
                .formatted(entity.liveRows()))
        .param("after", after)
        .param("page", PAGE)
        .query(Live.class)
        .list();
  }

  private record Live(UUID key, long version) {}
}
