package org.stipend.orchestrator.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries pokes from the outbox to Temporal: own ones at once, others within a second. Several
 * relays may run; a poke that is delivered twice does nothing the second time. While Temporal is
 * away the rows wait.
 */
@Component
final class Relay extends Loop {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final int BATCH = 200;
  private static final long POLL_MILLIS = 1_000;
  private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Entities entities;
  private final Counter delivered;
  private final Counter refused;
  private final Semaphore wake = new Semaphore(0);

  Relay(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      InstantSource clock,
      Entities entities,
      Outbox outbox,
      MeterRegistry meters) {
    super("relay");
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.entities = entities;
    this.delivered = meters.counter("stipend.relay.delivered");
    this.refused = meters.counter("stipend.relay.refused");
    outbox.onCommit(wake::release);
  }

  /** Takes on one batch; answers how many rows it had. */
  int deliver() {
    Integer count =
        transactions.execute(status -> {
          List<Row> rows = claim();
          List<Row> taken = new ArrayList<>();
          List<Row> notTaken = new ArrayList<>();
          rows.stream()
              .collect(groupingBy(Row::target, LinkedHashMap::new, toList()))
              .forEach((target, of) -> (isTaken(target, of) ? taken : notTaken).addAll(of));
          forget(taken);
          putOff(notTaken);
          return rows.size();
        });
    return count == null ? 0 : count;
  }

  /** A poke of an entity that only a newer version knows waits for that version. */
  private List<Row> claim() {
    return jdbc.sql(
            """
            SELECT id, topic, key, version FROM outbox
             WHERE due_at <= :now AND topic IN (:topics)
             ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED
            """)
        .param("topics", entities.topics())
        .param("now", Timestamp.from(clock.instant()))
        .param("batch", BATCH)
        .query(Row.class)
        .list();
  }

  /** False when Temporal takes pokes, only not this one. */
  private boolean isTaken(Target target, List<Row> rows) {
    long newest = rows.stream().mapToLong(Row::version).max().orElseThrow();
    boolean taken = entities.poke(entities.ofTopic(target.topic()), target.key(), newest);
    if (!taken) {
      refused.increment();
    }
    return taken;
  }

  private void forget(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql("DELETE FROM outbox WHERE id IN (:ids)")
        .param("ids", rows.stream().map(Row::id).toList())
        .update();
    delivered.increment(rows.size());
  }

  private void putOff(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql("UPDATE outbox SET due_at = :later WHERE id IN (:ids)")
        .param("later", Timestamp.from(clock.instant().plus(AFTER_A_REFUSAL)))
        .param("ids", rows.stream().map(Row::id).toList())
        .update();
  }

  @Override
  protected void turn() throws InterruptedException {
    try {
      while (deliver() == BATCH) {}
      wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
      wake.drainPermits();
    } catch (RuntimeException e) {
      if (isRunning()) {
        refused.increment();
        log.warn("Pokes wait in the outbox: {}", e.toString());
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  private record Row(long id, String topic, UUID key, long version) {

    Target target() {
      return new Target(topic, key);
    }
  }

  private record Target(String topic, UUID key) {}
}
