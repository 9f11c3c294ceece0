package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever befalls the servers beside Stipend, they are back by themselves and nothing is lost. */
class BrokenServersTest {

  @TempDir static Path directory;

  private static TestStipend stipend;

  private Researcher ada;
  private String runtime;
  private int saidBefore;

  @BeforeAll
  static void start() {
    stipend = TestStipend.on(directory.resolve("data")).start();
  }

  @AfterAll
  static void end() {
    stipend.close();
  }

  @BeforeEach
  void launch() {
    ada = Researcher.in(stipend, "researcher");
    runtime = ada.running("terminal");
    saidBefore = stipend.consoleText().length();
  }

  @Test
  void aKilledPostgresqlIsStartedAgain() throws IOException {
    signal("KILL", postmaster());
    isToldAsBrokenAndBack("PostgreSQL has ended", "PostgreSQL is back");
    goesOn();
  }

  @Test
  void aPostgresqlKilledWithEachOfItsHelpersIsStartedAgain() throws IOException {
    ProcessHandle server = ProcessHandle.of(postmaster()).orElseThrow();
    Stream.concat(Stream.of(server), server.descendants())
        .toList()
        .forEach(process -> signal("KILL", process.pid()));
    isToldAsBrokenAndBack("PostgreSQL has ended", "PostgreSQL is back");
    goesOn();
  }

  @Test
  void aPostgresqlThatHangsIsKilledAndStartedAgain() throws IOException {
    long hangs = postmaster();
    signal("STOP", hangs);
    isToldAsBrokenAndBack("PostgreSQL does not answer", "PostgreSQL is back");
    assertThat(postmaster()).isNotEqualTo(hangs);
    goesOn();
  }

  @Test
  void aTemporalThatHangsIsKilledAndStartedAgain() {
    long hangs = temporal();
    signal("STOP", hangs);
    isToldAsBrokenAndBack("Temporal does not answer", "Temporal is back");
    assertThat(temporal()).isNotEqualTo(hangs);
    goesOn();
  }

  @Test
  void aTemporalWhoseDataIsDamagedUnderItStartsAgainWithoutIt() throws IOException {
    long damaged = temporal();
    Path file = stipend.data().resolve("temporal/temporal.db");
    byte[] rubbish = new byte[(int) Files.size(file)];
    Files.write(file, rubbish, StandardOpenOption.WRITE);
    signal("KILL", damaged);
    isToldAsBrokenAndBack("Temporal has ended", "Temporal is back");
    assertThat(said()).contains("Temporal's data was damaged");
    goesOn();
  }

  @Test
  void readinessSaysThatCommandsAreDelayedWhileTemporalHangs() {
    signal("STOP", temporal());
    Awaitility.await("readiness says so").until(() -> commands().equals("DELAYED"));
    Awaitility.await("and takes it back").until(() -> commands().equals("UP"));
    goesOn();
  }

  private String commands() {
    return ada.api()
        .get("/actuator/health/readiness")
        .ok()
        .at("/components/commands/status")
        .asString();
  }

  private void goesOn() {
    ada.stop(runtime);
    ada.await(runtime, "STOPPED");
    ada.delete(runtime, "delete");
    Awaitility.await().until(() -> ada.disks().isEmpty());
    Books.prove(stipend);
  }

  private void isToldAsBrokenAndBack(String broken, String back) {
    Awaitility.await("it is told")
        .pollInterval(Duration.ofMillis(100))
        .until(() -> said().contains(back));
    assertThat(said()).containsOnlyOnce(broken).containsOnlyOnce(back);
  }

  private String said() {
    return stipend.consoleText().substring(saidBefore);
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(stipend.data().resolve("postgres/postmaster.pid")).getFirst().strip());
  }

  private long temporal() {
    List<String> found =
        stipend.processes().stream().filter(it -> it.contains("start-dev")).toList();
    assertThat(found).hasSize(1);
    return Long.parseLong(found.getFirst().split(" ")[0]);
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-s", name, "" + pid).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
