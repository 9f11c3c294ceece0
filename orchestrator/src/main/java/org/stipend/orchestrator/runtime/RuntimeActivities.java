package org.stipend.orchestrator.runtime;

import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.Wish;

/** The rows behind {@code runtime/<id>}: one database transaction per report. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class RuntimeActivities implements RuntimeLedger {

  private static final Logger log = LoggerFactory.getLogger(RuntimeActivities.class);

  private final RuntimeTable table;
  private final Lives lives;
  private final RuntimeMoney money;
  private final Disks disks;
  private final ZoneSearch zones;
  private final ToolOrigins origins;
  private final ToolSecrets secrets;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  RuntimeActivities(
      RuntimeTable table,
      Lives lives,
      RuntimeMoney money,
      Disks disks,
      ZoneSearch zones,
      ToolOrigins origins,
      ToolSecrets secrets,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.table = table;
    this.lives = lives;
    this.money = money;
    this.disks = disks;
    this.zones = zones;
    this.origins = origins;
    this.secrets = secrets;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public RuntimeSnapshot load(UUID runtime) {
    RuntimeRow row = seen(runtime);
    String secret = secrets.open(runtime, row.machine().secret()).orElse(null);
    return Snapshots.of(
        row, secret, disks.held(new DiskId(row.disk())), origins.of(new RuntimeId(runtime)));
  }

  @Override
  public void beginRun(Wish wish) {
    Instant now = clock.instant();
    inTurn(
        wish,
        (pool, row) -> {
          var begun =
              new Happening.RunBegun(
                  wish.generation(),
                  money.runLimit(pool, row, now),
                  disks.held(new DiskId(row.disk())).zone());
          lives.goOn(row, Life.after(row, begun, now), now);
        });
  }

  @Override
  public void diskCreated(DiskReport report) {
    Instant now = clock.instant();
    inTurn(
        report.wish(),
        (pool, row) -> {
          if (disks.created(pool, new DiskId(row.disk()), report.created().createdAt())) {
            lives.goOn(row, Life.after(row, new Happening.DiskMade(), now), now);
          }
        });
  }

  @Override
  public void diskMoved(DiskReport report) {
    RuntimeRow row = seen(report.wish().runtime());
    transactions.executeWithoutResult(
        _ -> disks.moved(new DiskId(row.disk()), report.created().name().zone()));
  }

  @Override
  public void noRoom(Failure failure) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(_ -> {
      RuntimeRow row = locked(failure.wish().runtime());
      DiskId disk = new DiskId(row.disk());
      Zones.Verdict then = zones.next(row, disks.held(disk), failure.cause(), now);
      var none = new Happening.NoRoom(failure.wish().generation(), then);
      Consequence after = Life.after(row, none, now);
      if (!after.row().equals(row)) {
        zones.remember(row, then, failure.cause(), now);
        if (then instanceof Zones.Verdict.Next next) {
          disks.moveTo(disk, next.zone());
        }
      }
      lives.goOn(row, after, now);
    });
  }

  @Override
  public void machine(MachineReport report) {
    Instant now = clock.instant();
    inTurn(
        report.wish(),
        (pool, row) -> {
          var seen =
              new Happening.MachineSeen(
                  report.wish().generation(),
                  secrets.sealed(row.id(), report.machine()),
                  missedSince(row, report.machine()));
          Consequence after = Life.after(row, seen, now);
          lives.goOn(row, after, now);
          money
              .metered(pool, after, now)
              .ifPresent(
                  judged -> lives.goOn(after.row(), Life.after(after.row(), judged, now), now));
        });
  }

  private @Nullable Instant missedSince(RuntimeRow row, MachineState machine) {
    return machine instanceof MachineState.Missing
        ? table.missedSince(new RuntimeId(row.id())).orElse(null)
        : null;
  }

  /**
   * A transaction that touches money: the turn, then the pool's lock, then the row's, so that no
   * two wait for each other.
   */
  private void inTurn(Wish wish, BiConsumer<ResearcherId, RuntimeRow> work) {
    RuntimeRow seen = seen(wish.runtime());
    money.inTurnOf(
        seen,
        () ->
            transactions.executeWithoutResult(status -> {
              ResearcherId pool = money.lockPoolOf(seen);
              work.accept(pool, locked(seen.id()));
            }));
  }

  @Override
  public void listening(Wish wish) {
    done(wish.runtime(), new Happening.ToolListens(wish.generation()));
  }

  @Override
  public void healthy(Wish wish) {
    done(wish.runtime(), new Happening.ToolHealthy(wish.generation()));
  }

  @Override
  public void settled(Wish wish) {
    done(wish.runtime(), new Happening.WishFulfilled(wish.generation()));
  }

  @Override
  public void failed(Failure failure) {
    Wish wish = failure.wish();
    log.atWarn()
        .addKeyValue("runtime", wish.runtime())
        .addKeyValue("code", failure.code())
        .log("what is wanted failed: {}", failure.cause());
    done(
        wish.runtime(),
        new Happening.WishFailed(wish.generation(), failure.code(), failure.cause()));
  }

  private void done(UUID runtime, Happening.Done done) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> {
      RuntimeRow row = locked(runtime);
      lives.goOn(row, Life.after(row, done, now), now);
    });
  }

  private RuntimeRow seen(UUID runtime) {
    return table.find(new RuntimeId(runtime)).orElseThrow(() -> none(runtime));
  }

  private RuntimeRow locked(UUID runtime) {
    return table.lock(new RuntimeId(runtime)).orElseThrow(() -> none(runtime));
  }

  private static IllegalArgumentException none(UUID runtime) {
    return new IllegalArgumentException("there is no runtime " + runtime);
  }
}
