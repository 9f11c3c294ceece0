package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Place;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.Wish;
import org.stipend.orchestrator.usage.MachineFact;

/** One runtime's row in memory. It lives by the real rules; only locks and books are missing. */
public final class TestingRuntime implements RuntimeLedger {

  public final UUID id = new UUID(0, 1);

  private final UUID disk = new UUID(0, 2);
  private final List<MachineFact> metered = new ArrayList<>();
  private Instant now = Instant.parse("2026-04-01T00:00:00Z");
  private RuntimeRow row =
      Life.launched(
              new RuntimeRow.Asked(
                  id,
                  new UUID(0, 3),
                  new UUID(0, 4),
                  new Place("local", null),
                  Tool.TERMINAL.name(),
                  "n1-standard-1",
                  disk,
                  true,
                  now),
              now)
          .row();
  private final List<String> zones;
  private final List<Zones.Tried> tried = new ArrayList<>();
  private boolean diskReady;
  private @Nullable String diskZone;
  private @Nullable String diskMovesTo;
  private long diskGeneration = 1;
  private boolean creditEnded;
  private boolean secretLost;

  /** In a place without zones. */
  public TestingRuntime() {
    this(List.of());
  }

  /** In a place with these zones, its disk in the first. */
  public TestingRuntime(List<String> zones) {
    this.zones = zones;
    diskZone = zones.stream().findFirst().orElse(null);
  }

  public synchronized long want(Desired desired) {
    return wish(
        switch (desired) {
          case RUNNING -> new Happening.ToRun(Cause.PERSON);
          case STOPPED -> new Happening.ToStop(Cause.PERSON);
          case DELETED -> new Happening.ToDelete(Cause.PERSON);
        });
  }

  public synchronized long takeBack() {
    return wish(new Happening.TakenBack(Cause.PERSON));
  }

  /** As at the end of the credit that pays it. */
  public synchronized long endCredit() {
    creditEnded = true;
    return wish(new Happening.ToStop(Cause.CREDIT));
  }

  private long wish(Happening.Wished wish) {
    happens(wish);
    return row.generation();
  }

  /** Its key is gone: until another machine has told another secret. */
  public synchronized void loseSecret() {
    secretLost = true;
  }

  synchronized void loseCredit() {
    creditEnded = true;
  }

  synchronized void moveTo(Instant instant) {
    now = instant;
  }

  public synchronized long generation() {
    return row.generation();
  }

  public synchronized String state() {
    return row.state().name();
  }

  synchronized List<MachineFact> metered() {
    return List.copyOf(metered);
  }

  public synchronized @Nullable String failure() {
    RuntimeRow.Failed failed = row.shown().failed();
    return failed == null ? null : failed.code();
  }

  /** With its last lines. */
  public synchronized String failureInWords() {
    return Objects.requireNonNull(row.shown().failed()).cause() + "\n" + row.shown().logTail();
  }

  @Override
  public synchronized RuntimeSnapshot load(UUID runtime) {
    return Snapshots.of(
        row,
        secretLost ? null : row.machine().secret(),
        new Disks.Held(
            "pd-balanced", 10, diskReady, true, diskZone, diskMovesTo, false, diskGeneration, null),
        "http://runtime.localhost");
  }

  @Override
  public synchronized void beginRun(Wish wish) {
    secretLost = false;
    happens(new Happening.RunBegun(wish.generation(), Duration.ofDays(30), diskZone));
  }

  @Override
  public synchronized void diskCreated(DiskReport report) {
    if (!diskReady) {
      diskReady = true;
      happens(new Happening.DiskMade());
    }
  }

  @Override
  public synchronized void diskMoved(DiskReport report) {
    diskZone = report.created().name().zone();
    diskMovesTo = null;
  }

  @Override
  public synchronized void noRoom(Failure failure) {
    String zone = Objects.requireNonNull(row.machine().zone());
    Zones.Verdict then =
        Zones.after(
            new Zones.Search(row.machineType(), zones, Set.of(), tried, zone, 10, false), now);
    var none = new Happening.NoRoom(failure.wish().generation(), then);
    if (!happens(none).row().isSettled() && then instanceof Zones.Verdict.Next next) {
      tried.add(new Zones.Tried(zone, next.zone(), now));
      diskMovesTo = next.zone();
      diskGeneration++;
    }
  }

  /** Where its disk is. */
  public synchronized @Nullable String zone() {
    return diskZone;
  }

  @Override
  public synchronized void machine(MachineReport report) {
    if (happens(new Happening.MachineSeen(report.wish().generation(), report.machine()))
        .goesOnIfPaid()) {
      happens(creditEnded ? new Happening.Unpaid(Cause.CREDIT) : new Happening.Paid());
    }
  }

  @Override
  public synchronized void listening(Wish wish) {
    happens(new Happening.ToolListens(wish.generation()));
  }

  @Override
  public synchronized void healthy(Wish wish) {
    happens(new Happening.ToolHealthy(wish.generation()));
  }

  @Override
  public synchronized void settled(Wish wish) {
    happens(new Happening.WishFulfilled(wish.generation()));
  }

  @Override
  public synchronized void failed(Failure failure) {
    happens(new Happening.WishFailed(failure.wish().generation(), failure.code(), failure.cause()));
  }

  private Consequence happens(Happening happening) {
    Consequence consequence = Life.after(row, happening, now);
    row = consequence.row();
    metered.addAll(consequence.metered());
    return consequence;
  }
}
