package org.stipend.orchestrator.engine;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
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

  private final WorkflowClient client;
  private final TransactionTemplate transactions;
  private final Outbox outbox;
  private final List<Rehydrated> kinds;
  private final Map<Topic, Poker> pokers;

  Loader(
      WorkflowClient client,
      TransactionTemplate transactions,
      Outbox outbox,
      List<Rehydrated> kinds,
      List<Poker> pokers) {
    this.client = client;
    this.transactions = transactions;
    this.outbox = outbox;
    this.kinds = kinds;
    this.pokers = pokers.stream().collect(Collectors.toMap(Poker::topic, poker -> poker));
  }

  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    Thread.ofVirtual().name("loader").start(this::pass);
  }

  @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT2M")
  void again() {
    pass();
  }

  private void pass() {
    try {
      if (isEmptied()) {
        log.warn("Temporal has none of the executions of live rows: bringing all of them back");
        kinds.forEach(kind -> transactions.executeWithoutResult(status -> kind.raiseAll()));
      }
      kinds.forEach(this::load);
    } catch (RuntimeException e) {
      log.warn(
          "Live rows could not be compared with Temporal, trying again later: {}", e.toString());
    }
  }

  /**
   * True when there are live rows, and not one of the first ones has an execution. A row whose poke
   * still waits proves nothing: it may never have had one.
   */
  private boolean isEmptied() {
    boolean any = false;
    for (Rehydrated kind : kinds) {
      List<Rehydrated.Live> rows = kind.live(null, PAGE);
      Set<UUID> waiting = outbox.waiting(kind.topic());
      for (Rehydrated.Live row : rows) {
        if (isOpen(kind.workflowId(row.key()))) {
          return false;
        }
        any |= !waiting.contains(row.key());
      }
    }
    return any;
  }

  private void load(Rehydrated kind) {
    Poker poker = pokers.get(kind.topic());
    if (poker == null) {
      throw new IllegalStateException("nobody delivers pokes for " + kind.topic());
    }
    @Nullable UUID after = null;
    List<Rehydrated.Live> page;
    do {
      page = kind.live(after, PAGE);
      for (Rehydrated.Live row : page) {
        if (!isOpen(kind.workflowId(row.key()))) {
          bringBack(poker, row);
        }
        after = row.key();
      }
    } while (page.size() == PAGE);
  }

  private static void bringBack(Poker poker, Rehydrated.Live row) {
    try {
      poker.poke(row.key(), row.version());
    } catch (RuntimeException e) {
      if (!Poker.refusesOnlyThis(e)) {
        throw e;
      }
      log.error("Temporal refuses to take {} back, trying again later", row, e);
    }
  }

  private boolean isOpen(String workflowId) {
    try {
      return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
          == io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }
}
