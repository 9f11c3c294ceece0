package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Credit is taken back while a tool runs, then something dies that would have stopped it. All at
 * once: each mostly waits.
 */
@Execution(ExecutionMode.CONCURRENT)
class EndsByItselfTest {

  /** What is left to run on; the first minute is charged whole in any case. */
  private static final Duration LEFT = Duration.ofSeconds(80);

  private static final Duration LATE = Duration.ofSeconds(5);

  private enum Fault {
    STIPEND_IS_KILLED {
      @Override
      void strike(TestStipend stipend) {
        stipend.killHard();
      }
    },
    TEMPORAL_HANGS {
      @Override
      void strike(TestStipend stipend) {
        signal("STOP", stipend, "start-dev");
      }
    },
    THE_DATABASE_IS_KILLED {
      @Override
      void strike(TestStipend stipend) {
        signal("KILL", stipend, "bin/postgres");
      }
    };

    abstract void strike(TestStipend stipend);
  }

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void aToolEndsWhenTheCreditDoesAndTheBooksAreExactAfterwards(Fault fault) {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      Admin.of(stipend).lowerCreditOf(ada, LEFT);
      Instant end = Instant.parse(ada.credit().path("endsAt").asString());
      Awaitility.await("the machine knows its end")
          .until(() -> ada.runtime(runtime).path("runsUntil").asString().equals(end.toString()));
      fault.strike(stipend);

      Awaitility.await("the tool ends by itself")
          .pollInterval(Duration.ofMillis(500))
          .until(() -> stipend.processes().stream().noneMatch(it -> it.contains("run.py")));
      assertThat(Books.lastStop(stipend)).isBetween(end.minus(LATE), end.plus(LATE));

      if (stipend.isAlive()) {
        stipend.killHard();
      }
      stipend.start();
      Researcher again = ada.again(stipend, "researcher");
      again.await(runtime, "STOPPED");
      assertThat(again.runtime(runtime).path("stopReason").path("code").asString())
          .isEqualTo("CREDIT");
      again.delete(runtime, "delete");
      Awaitility.await().until(() -> again.runtimes().isEmpty() && again.disks().isEmpty());
      Books.prove(stipend);
      Books.agreeWithTheProvidersLog(stipend, again);
    }
  }

  private static void signal(String signal, TestStipend stipend, String program) {
    String process =
        stipend.processes().stream()
            .filter(it -> it.contains(program) && !it.contains("sh -c"))
            .findFirst()
            .orElseThrow();
    String pid = process.substring(0, process.indexOf(' '));
    try {
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor())
          .isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
