package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.LifeTest.END;
import static org.stipend.orchestrator.runtime.LifeTest.NOW;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;

/** Reports of a call that hung while its repetition was long done with. */
class LateReportsTest {

  private static final long FIRST = 1;
  private static final long SECOND = 3;

  static List<MachineState> reports() {
    return List.of(
        LifeTest.runs(FIRST),
        LifeTest.stopped(END, StopCause.EXITED),
        LifeTest.stopped(END, StopCause.REQUESTED),
        new MachineState.Missing(MachineName.of(new UUID(0, 1), FIRST)));
  }

  private static Stream<RuntimeRow> rowsOfASecondRun() {
    RuntimeRow wanted = LifeTest.after(LifeTest.stopped(), new Happening.ToRun(Cause.PERSON));
    RuntimeRow begun = LifeTest.after(wanted, new Happening.RunBegun(SECOND, LifeTest.USUAL, null));
    RuntimeRow runs = LifeTest.after(begun, LifeTest.seen(LifeTest.runs(SECOND)));
    return Stream.of(begun, runs);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void whatWasSeenBeforeThePresentRunBeganChangesNothing(MachineState report) {
    rowsOfASecondRun()
        .forEach(row ->
            assertThat(Life.after(row, new Happening.MachineSeen(FIRST, report), NOW))
                .isEqualTo(Consequence.of(row)));
  }

  @Test
  void aRunWhoseEndIsKnownDoesNotRunAgain() {
    RuntimeRow stopped = LifeTest.stopped();
    assertThat(Life.after(stopped, LifeTest.seen(LifeTest.runs(FIRST)), NOW))
        .isEqualTo(Consequence.of(stopped));
  }

  @Test
  void aMachineThatSomebodyStartedBehindOurBackIsMeteredAndCanBeStopped() {
    MachineState.Running again =
        new MachineState.Running(
            MachineName.of(new UUID(0, 1), FIRST),
            FIRST,
            END.plusSeconds(60),
            URI.create("http://127.0.0.1:1"),
            "secret",
            END.plus(LifeTest.USUAL),
            null);
    Consequence seen = Life.after(LifeTest.stopped(), LifeTest.seen(again), NOW);
    assertThat(seen.row().machine().isMetered()).isTrue();
    assertThat(seen.metered()).hasSize(1);
  }
}
