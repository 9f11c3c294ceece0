package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.Wish;
import tools.jackson.databind.JsonNode;

/** A runtime that somebody new has launched, and what its workflow would report of it. */
final class TestingRun {

  static final Instant LAUNCH = Instant.parse("2026-04-01T00:00:00Z");
  static final Instant EXIT = LAUNCH.plusSeconds(500);

  static final String SECRET = "s3cret-of-the-tool";

  final RuntimeLedger ledger;
  private final TestConsole console;
  private final TestClock clock;
  private final String person = "p" + UUID.randomUUID();
  private final String workspace;
  private final UUID id;

  TestingRun(TestConsole console, TestClock clock) {
    this.console = console;
    this.clock = clock;
    ledger = console.bean(RuntimeLedger.class);
    clock.moveTo(LAUNCH);
    console.offers(Tool.TERMINAL, Tool.JUPYTER);
    workspace =
        owner()
            .post(
                "/api/workspaces",
                """
                {"name":"Runs","description":"","payer":"CREDIT"}
                """)
            .text("id");
    id = launch();
  }

  UUID id() {
    return id;
  }

  String workspace() {
    return workspace;
  }

  UUID launch() {
    UUID fresh = UUID.randomUUID();
    var answer = asks(fresh);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return fresh;
  }

  /** A launch under this id, whatever the answer. */
  TestConsole.Answer asks(UUID runtime) {
    return owner()
        .send(
            "PUT",
            "/api/runtimes/" + runtime,
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace));
  }

  void starts(Instant runsUntil) {
    startsAt(LAUNCH, runsUntil);
  }

  void startsAt(Instant startedAt, Instant runsUntil) {
    runsAt(startedAt, runsUntil);
    expectProof();
    clock.moveTo(EXIT.plusSeconds(100));
  }

  /** Told, and no more: no time passes. */
  void runsAt(Instant startedAt, Instant runsUntil) {
    UUID disk = UUID.fromString(seen().at("/disk/id").asString());
    ledger.diskCreated(new DiskReport(wish(), new DiskCreated(DiskName.of(disk), LAUNCH)));
    ledger.beginRun(wish());
    var running =
        new MachineState.Running(
            machine(),
            wish().generation(),
            startedAt,
            URI.create("http://127.0.0.1:1"),
            SECRET,
            runsUntil);
    ledger.machine(new MachineReport(wish(), running));
  }

  void losesItsCredit() {
    owner()
        .get("/api/credit")
        .json()
        .path("grants")
        .valueStream()
        .filter(grant -> !grant.path("left").asString().equals("0.000000000"))
        .map(grant -> grant.path("id").asString())
        .forEach(this::takeBack);
  }

  private void takeBack(String grant) {
    var revoked =
        console
            .as("admin", Role.ADMIN)
            .with("Content-Type", "application/json", "Idempotency-Key", "revoke/" + grant)
            .post(
                "/api/grants/" + grant + "/revocations",
                """
                {"reason":"a test of the end"}
                """);
    assertThat(revoked.status()).as(revoked.toString()).isEqualTo(201);
  }

  MachineState stopped(Instant stoppedAt, StopCause cause) {
    return new MachineState.Stopped(
        machine(), wish().generation(), LAUNCH, stoppedAt, cause, 1, "", false);
  }

  void report(MachineState machine) {
    ledger.machine(new MachineReport(wish(), machine));
    expectProof();
  }

  private void expectProof() {
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  Wish wish() {
    return new Wish(id, ledger.load(id).generation());
  }

  MachineName machine() {
    return MachineName.of(id, 1);
  }

  JsonNode seen() {
    return owner().get("/api/runtimes/" + id).json();
  }

  TestConsole.Client owner() {
    return console
        .as(person, Role.RESEARCHER)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }
}
