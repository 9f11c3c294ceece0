package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.runtime.Consequence.DiskFate;

/**
 * Writes down what {@link Life} answers, and is the only one to: row, timeline, poke, disk and the
 * news for whoever looks. Inside the caller's database transaction, which has locked the row.
 */
@Component
final class Lives {

  private static final Logger log = LoggerFactory.getLogger(Lives.class);

  private final RuntimeTable table;
  private final Steps steps;
  private final Disks disks;
  private final Outbox outbox;
  private final Changes changes;

  Lives(RuntimeTable table, Steps steps, Disks disks, Outbox outbox, Changes changes) {
    this.table = table;
    this.steps = steps;
    this.disks = disks;
    this.outbox = outbox;
    this.changes = changes;
  }

  void begin(Consequence launched, Instant now) {
    table.insert(launched.row());
    follow(launched, now);
  }

  void goOn(RuntimeRow before, Consequence after, Instant now) {
    boolean differs = !after.row().equals(before);
    if (differs) {
      table.update(after.row(), before.generation());
    }
    if (differs || !after.timeline().isEmpty() || after.disk() != DiskFate.UNTOUCHED) {
      follow(after, now);
      tell(before, after.row());
    }
  }

  private void follow(Consequence after, Instant now) {
    RuntimeRow row = after.row();
    after.timeline().forEach(mark -> write(row, mark, now));
    DiskId disk = new DiskId(row.disk());
    switch (after.disk()) {
      case UNTOUCHED, MADE -> {}
      case USED -> disks.used(disk, now);
      case WRITTEN -> disks.written(disk);
      case RELEASED -> disks.release(disk);
      case DROPPED -> disks.drop(disk);
    }
    if (after.poked()) {
      outbox.poke(RuntimeEntity.KIND, row.id(), row.generation());
      changes.changed(Kind.WORKSPACE, row.workspace());
    }
    changes.changed(Kind.RUNTIME, row.id());
  }

  private void write(RuntimeRow row, Mark mark, Instant now) {
    switch (mark) {
      case Mark.Begun begun -> steps.begin(row.id(), row.wanted().wish(), begun.step(), now);
      case Mark.Finished _ -> steps.finish(row.id(), now);
      case Mark.Failed failed -> steps.fail(row.id(), failed.code(), now);
    }
  }

  private static void tell(RuntimeRow before, RuntimeRow after) {
    RuntimeRow.Failed failed = after.shown().failed();
    if (before.state() == after.state()) {
      return;
    }
    if (after.state() == RuntimeState.FAILED && failed != null) {
      log.atWarn()
          .addKeyValue("runtime", after.id())
          .addKeyValue("code", failed.code())
          .log("Runtime failed: {}", failed.cause());
    } else if (after.isSettled()) {
      log.atInfo()
          .addKeyValue("runtime", after.id())
          .addKeyValue("state", after.state())
          .log("Runtime is settled");
    }
  }
}
