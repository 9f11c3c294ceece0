package org.stipend.orchestrator.notice;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.web.Problem;

/** What somebody has read, on every page they have open. */
@Component
final class Reading {

  private final NoticeTable table;
  private final TransactionTemplate transactions;
  private final Changes changes;
  private final InstantSource clock;

  Reading(
      NoticeTable table, TransactionTemplate transactions, Changes changes, InstantSource clock) {
    this.table = table;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  void read(Caller caller, UUID notice) {
    transactions.executeWithoutResult(status -> {
      if (!table.read(notice, caller.id(), clock.instant())) {
        throw Problem.notFound();
      }
      changes.changed(Kind.NOTICE, caller.id());
    });
  }

  void readAll(Caller caller) {
    transactions.executeWithoutResult(status -> {
      if (table.readAll(caller.id(), clock.instant()) > 0) {
        changes.changed(Kind.NOTICE, caller.id());
      }
    });
  }
}
