package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.reconcile.Drift.Key;
import org.stipend.orchestrator.reconcile.DriftTable.Open;
import org.stipend.orchestrator.reconcile.PassTable.Pass;
import org.stipend.orchestrator.reconcile.workflow.CarriedOut;
import org.stipend.orchestrator.reconcile.workflow.Order;
import org.stipend.orchestrator.reconcile.workflow.Orders;
import org.stipend.orchestrator.reconcile.workflow.Outcome;

/**
 * Writes down what a pass found and what is done about it. Inside the caller's transaction. What
 * ends something is audited with the name of what it was.
 */
@Component
final class Consequences {

  private static final Logger log = LoggerFactory.getLogger(Consequences.class);

  private final DriftTable drifts;
  private final OrphanBooks books;
  private final Audit audit;

  Consequences(DriftTable drifts, OrphanBooks books, Audit audit) {
    this.drifts = drifts;
    this.books = books;
    this.audit = audit;
  }

  /**
   * @param toLook whose runtimes are to look at their machines, once this is committed
   */
  Orders of(Pass pass, Findings findings, List<RuntimeId> toLook, Instant now) {
    if (!isBelieved(findings.outcome())) {
      log.atWarn()
          .addKeyValue("pass", pass.id())
          .addKeyValue("outcome", findings.outcome())
          .log("What is there is not known, so nothing is done about it");
      return new Orders(findings.outcome(), List.of());
    }
    Map<Key, Open> open = drifts.open(pass.place(), pass.id());
    Set<UUID> seen = new HashSet<>();
    List<Order> orders = new ArrayList<>();
    for (Finding finding : findings.all()) {
      Open before = open.get(finding.drift().key());
      UUID id = before == null ? UUID.randomUUID() : before.id();
      seen.add(id);
      write(pass, id, before, finding);
      act(id, before, finding, orders, toLook, now);
    }
    drifts.endOthers(pass.place(), seen, now);
    books.book(now);
    return new Orders(findings.outcome(), orders);
  }

  private static boolean isBelieved(Outcome outcome) {
    return outcome == Outcome.DONE || outcome == Outcome.SWITCHED_OFF;
  }

  private void write(Pass pass, UUID id, @Nullable Open before, Finding finding) {
    if (before == null) {
      drifts.insert(id, pass.place(), pass.id(), finding);
    } else {
      drifts.seenAgain(id, pass.id(), finding);
    }
  }

  private void act(
      UUID id,
      @Nullable Open before,
      Finding finding,
      List<Order> orders,
      List<RuntimeId> toLook,
      Instant now) {
    Act act = finding.course().act();
    if (act == null) {
      return;
    }
    switch (act) {
      case QUARANTINE -> quarantine(id, finding.drift(), now);
      case LOOK -> {
        toLook.add(new RuntimeId(Objects.requireNonNull(finding.drift().runtime())));
        if (finding.isDestructive() && (before == null || before.done() != Act.LOOK)) {
          record(Act.LOOK, id, finding.drift(), now);
        }
        drifts.done(id, Act.LOOK, now);
      }
      case STOP -> orders.add(order(id, Order.Verb.STOP, finding.drift()));
      case DELETE -> orders.add(order(id, Order.Verb.DELETE, finding.drift()));
    }
  }

  private void quarantine(UUID id, Drift drift, Instant now) {
    drifts.quarantined(id, now);
    drifts.done(id, Act.QUARANTINE, now);
    record(Act.QUARANTINE, id, drift, now);
    log.atWarn()
        .addKeyValue("machine", drift.name())
        .addKeyValue("type", drift.type())
        .log("No row explains a machine: it is stopped in an hour and deleted a day from now");
  }

  private static Order order(UUID id, Order.Verb verb, Drift drift) {
    Drift.Target target = Objects.requireNonNull(drift.target());
    return new Order(id, verb, target.machine(), target.fence(), target.home());
  }

  private void record(Act act, UUID id, Drift drift, Instant now) {
    UUID runtime = drift.runtime();
    audit.record(entry(act, runtime == null ? id : runtime, drift.kind(), drift.name(), now));
  }

  private static AuditEntry entry(
      Act act, UUID subject, Drift.Kind kind, String machine, Instant now) {
    return AuditEntry.created(
            now, null, act + "_MACHINE", "machine", subject, Map.of("machine", machine))
        .because("reconciler: " + kind);
  }

  /** The cloud's answer to an order. */
  void carriedOut(CarriedOut report, Instant now) {
    Order order = report.order();
    String refused = report.refused();
    if (refused != null) {
      drifts.refused(order.drift(), refused);
      log.atWarn()
          .addKeyValue("machine", order.machine().value())
          .log("A machine cannot be ended, and is tried again: {}", refused);
      return;
    }
    Act act =
        switch (order.verb()) {
          case STOP -> Act.STOP;
          case DELETE -> Act.DELETE;
        };
    if (drifts.done(order.drift(), act, now)) {
      Drift.Kind kind = drifts.kind(order.drift());
      audit.record(entry(act, order.fence().id(), kind, order.machine().value(), now));
      log.atWarn()
          .addKeyValue("machine", order.machine().value())
          .addKeyValue("because", kind)
          .log("A machine was ended: {}", act);
    }
  }
}
