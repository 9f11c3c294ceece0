package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.Wish;
import tools.jackson.databind.JsonNode;

/** Machines that the provider may take back: priced, shown and ended as such. */
class SpotTest {

  private static final TestClock clock = new TestClock(TestingRun.LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void launch() {
    run = new TestingRun(console, clock);
    can(Ability.SPOT);
  }

  @Test
  void theCatalogPricesItWhereTheProviderCan() {
    assertThat(machineType("n2-standard-4").path("spotPerHour").asString())
        .isEqualTo("0.092120000");
    assertThat(machineType("c2-standard-4").path("spotPerHour").isNull()).isTrue();
    assertThat(machineType("n1-standard-4+1xt4").path("spotPerHour").isNull()).isTrue();
    can();
    assertThat(machineType("n2-standard-4").path("spotPerHour").isNull()).isTrue();
  }

  @Test
  void anEstimateIsMadeOfTheSkusForSpot() {
    JsonNode estimate =
        run.owner()
            .post(
                "/api/workspaces/" + run.workspace() + "/estimates",
                """
                {"tool":"jupyter","machineType":"n2-standard-4","spot":true,
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """)
            .json();
    assertThat(estimate.path("lines").valueStream().map(line -> line.path("sku").asString()))
        .containsExactly("n2.spot.core", "n2.spot.ram", "pd.balanced");
  }

  @Test
  void itIsMeteredAtItsOwnPriceAndShownAsWhatItIs() {
    UUID runtime = launched("n2-standard-4");
    begin(runtime);
    JsonNode seen = seen(runtime);
    assertThat(seen.at("/machineType/id").asString()).isEqualTo("n2-standard-4");
    assertThat(seen.at("/machineType/spot").asBoolean()).isTrue();
    assertThat(run.ledger.load(runtime).machineType()).isEqualTo("n2-standard-4");
    assertThat(run.ledger.load(runtime).spot()).isTrue();
    clock.moveTo(TestingRun.LAUNCH.plus(Duration.ofHours(1)));
    assertThat(seen(runtime).at("/cost/run/amount").asString()).isEqualTo("0.092120000");
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void takenBackItIsStoppedWithItsDiskAndCanBeStarted() {
    UUID runtime = launched("e2-standard-2");
    begin(runtime);
    clock.moveTo(TestingRun.EXIT);
    run.ledger.machine(
        new MachineReport(
            wish(runtime),
            new MachineState.Stopped(
                MachineName.of(runtime, 1),
                1,
                TestingRun.LAUNCH,
                TestingRun.EXIT,
                StopCause.PREEMPTED,
                null,
                "",
                false)));
    JsonNode seen = seen(runtime);
    assertThat(seen.path("state").asString()).isEqualTo("STOPPED");
    assertThat(seen.at("/stopReason/text").asString())
        .startsWith("Google took back this Spot machine. Your disk is safe.");
    assertThat(seen.path("allowed").valueStream().map(JsonNode::asString)).contains("START");
  }

  @Test
  void whereItCannotBeHadItIsRefused() {
    assertThat(asks("n1-standard-4+1xt4", true).text("detail"))
        .isEqualTo("There is no \"n1-standard-4+1xt4\" on Spot here.");
    can();
    var answer = asks("n2-standard-4", true);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("SPOT_UNAVAILABLE");
    assertThat(asks("n2-standard-4+spot", false).text("code")).isEqualTo("SPOT_UNAVAILABLE");
  }

  @Test
  void theSameLaunchAgainIsTheSameRuntime() {
    UUID runtime = UUID.randomUUID();
    assertThat(asks(runtime, "n2-standard-4", true).status()).isEqualTo(202);
    assertThat(asks(runtime, "n2-standard-4", true).status()).isEqualTo(202);
    assertThat(asks(runtime, "n2-standard-4", false).text("code")).isEqualTo("RUNTIME_EXISTS");
  }

  private static void can(Ability... abilities) {
    console.offersIn(List.of(), Set.of(abilities), Tool.TERMINAL, Tool.JUPYTER);
  }

  private UUID launched(String machineType) {
    UUID runtime = UUID.randomUUID();
    var answer = asks(runtime, machineType, true);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return runtime;
  }

  private TestConsole.Answer asks(String machineType, boolean spot) {
    return asks(UUID.randomUUID(), machineType, spot);
  }

  private TestConsole.Answer asks(UUID runtime, String machineType, boolean spot) {
    return run.owner()
        .send(
            "PUT",
            "/api/runtimes/" + runtime,
            """
            {"workspace":"%s","tool":"jupyter","machineType":"%s","spot":%s,
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(run.workspace(), machineType, spot));
  }

  private void begin(UUID runtime) {
    run.ledger.beginRun(wish(runtime));
    run.ledger.machine(
        new MachineReport(
            wish(runtime),
            new MachineState.Running(
                MachineName.of(runtime, 1),
                1,
                TestingRun.LAUNCH,
                URI.create("http://127.0.0.1:1"),
                TestingRun.SECRET,
                TestingRun.LAUNCH.plus(Duration.ofDays(30)),
                null)));
  }

  private Wish wish(UUID runtime) {
    return new Wish(runtime, run.ledger.load(runtime).generation());
  }

  private JsonNode seen(UUID runtime) {
    return run.owner().get("/api/runtimes/" + runtime).json();
  }

  private JsonNode machineType(String id) {
    return run.owner()
        .get("/api/catalog")
        .json()
        .path("machineTypes")
        .valueStream()
        .filter(type -> type.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
