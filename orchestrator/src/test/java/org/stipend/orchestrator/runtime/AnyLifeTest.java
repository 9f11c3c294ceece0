package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.usage.MachineFact;

/** Whatever happens, in whatever order, stale, doubled or late: what always holds of a runtime. */
class AnyLifeTest {

  private static final int HAPPENINGS = 60;
  private static final MachineName NAME = MachineName.of(new UUID(0, 1), 1);

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsItsPromises(long seed) {
    Random chance = new Random(seed);
    RuntimeRow row = Life.launched(LifeTest.asked(chance.nextBoolean()), LifeTest.START).row();
    Instant now = LifeTest.NOW;
    for (int i = 0; i < HAPPENINGS; i++) {
      Happening happening = any(chance, row);
      Consequence next = Life.after(row, happening, now);
      meterGoesOnAndOffInTurn(row, next, happening);
      leavesANewerRunAlone(row, next, happening);
      countsEveryWish(row, next, happening);
      if (!(happening instanceof Happening.TakenBack)) { // what is taken back can be a deletion
        again(next, happening, now);
      }
      row = next.row();
      if (next.goesOnIfPaid()) {
        row =
            LifeTest.after(
                row,
                chance.nextBoolean() ? new Happening.Paid() : new Happening.Unpaid(Cause.CREDIT));
      }
    }
    canAlwaysBeDeleted(row);
  }

  private static void meterGoesOnAndOffInTurn(
      RuntimeRow before, Consequence next, Happening happening) {
    boolean on = before.machine().isMetered();
    for (MachineFact fact : next.metered()) {
      assertThat(fact).as("%s while the meter is %s", happening, on ? "on" : "off").isNotNull();
      switch (fact) {
        case MachineFact.Started _ -> {
          assertThat(on).as("started twice by %s", happening).isFalse();
          on = true;
        }
        case MachineFact.Stopped _ -> {
          assertThat(on).as("stopped twice by %s", happening).isTrue();
          on = false;
        }
        case MachineFact.LaunchFailed _ -> assertThat(on).as("paid while it runs").isFalse();
      }
    }
    assertThat(next.row().machine().isMetered()).as("after %s", happening).isEqualTo(on);
  }

  private static void leavesANewerRunAlone(
      RuntimeRow before, Consequence next, Happening happening) {
    if (happening instanceof Happening.MachineSeen seen
        && seen.generation() < before.machine().run()) {
      assertThat(next).as("by %s", happening).isEqualTo(Consequence.of(before));
    }
  }

  private static void countsEveryWish(RuntimeRow before, Consequence next, Happening happening) {
    long raised = next.row().generation() - before.generation();
    boolean elsewhere = raised == 1 && happening instanceof Happening.NoRoom;
    assertThat(raised).as("by %s", happening).isEqualTo(next.poked() || elsewhere ? 1 : 0);
    assertThat(next.row().wanted().wish()).isLessThanOrEqualTo(next.row().generation());
    if (next.poked()) {
      assertThat(next.row().isSettled()).as("a new wish by %s is still to do", happening).isFalse();
    }
  }

  private static void again(Consequence first, Happening happening, Instant now) {
    Consequence second = Life.after(first.row(), happening, now);
    assertThat(second.row()).as("%s twice", happening).isEqualTo(first.row());
    assertThat(second.metered()).isEmpty();
    assertThat(second.poked()).isFalse();
  }

  private static void canAlwaysBeDeleted(RuntimeRow row) {
    RuntimeRow deleting = LifeTest.after(row, new Happening.ToDelete(Cause.PERSON));
    assertThat(deleting.desired()).isEqualTo(Desired.DELETED);
    RuntimeRow gone = LifeTest.after(deleting, LifeTest.seen(new MachineState.Missing(NAME)));
    RuntimeRow deleted = LifeTest.after(gone, new Happening.WishFulfilled(gone.generation()));
    assertThat(deleted.state()).isEqualTo(RuntimeState.DELETED);
  }

  private static Happening any(Random chance, RuntimeRow row) {
    long generation = Math.max(1, row.generation() - (chance.nextInt(5) == 0 ? 1 : 0));
    long run = row.machine().run();
    long asked = chance.nextInt(5) == 0 ? Math.max(0, run - 1) : row.generation();
    Cause cause = Cause.values()[chance.nextInt(Cause.values().length)];
    return switch (chance.nextInt(15)) {
      case 0 -> new Happening.ToRun(cause);
      case 1 -> new Happening.ToStop(cause);
      case 2 -> new Happening.TakenBack(cause);
      case 3 -> chance.nextInt(8) == 0 ? new Happening.ToDelete(cause) : new Happening.DiskMade();
      case 4, 5 -> new Happening.RunBegun(generation, LifeTest.USUAL, null);
      case 6, 7 -> new Happening.MachineSeen(asked, LifeTest.runs(Math.min(run, asked)));
      case 8 -> new Happening.MachineSeen(asked, stopped(Math.min(run, asked), chance));
      case 9 -> new Happening.MachineSeen(asked, new MachineState.Missing(NAME));
      case 10 -> new Happening.ToolListens(generation);
      case 11 -> new Happening.ToolHealthy(generation);
      case 12 -> new Happening.NoRoom(generation, new Zones.Verdict.Next("us-central1-b"));
      case 13 -> new Happening.WishFulfilled(generation);
      default -> new Happening.WishFailed(generation, "TIMED_OUT", "No answer in time.");
    };
  }

  private static MachineState stopped(long run, Random chance) {
    List<StopCause> causes = List.of(StopCause.values());
    return new MachineState.Stopped(
        NAME,
        run,
        LifeTest.START,
        LifeTest.END,
        causes.get(chance.nextInt(causes.size())),
        null,
        "",
        chance.nextBoolean());
  }
}
