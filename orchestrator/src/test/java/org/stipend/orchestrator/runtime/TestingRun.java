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
import org.stipend.orchestrator.books.workflow.CreditDeadline;
import org.stipend.orchestrator.books.workflow.CreditLedger;
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
    return asks(runtime, "terminal");
  }

  TestConsole.Answer asks(UUID runtime, String tool) {
    return owner()
        .send(
            "PUT",
            "/api/runtimes/" + runtime,
            """
            {"workspace":"%s","tool":"%s","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace, tool));
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
            runsUntil,
            null);
    ledger.machine(new MachineReport(wish(), running));
  }

  void losesItsCredit() {
    credit()
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

  /** Uses this credit up to where it expires, and none other. */
  void livesOnCreditUntil(Instant expiry) {
    String before = credit().at("/grants/0/id").asString();
    isGranted("10", expiry);
    takeBack(before);
  }

  void isGranted(String dollars, Instant expiresAt) {
    var granted =
        console
            .as("admin", Role.ADMIN)
            .post(
                "/api/people/" + pool() + "/grants",
                """
                {"amount":"%s","reason":"a test of the end","expiresAt":"%s"}
                """
                    .formatted(dollars, expiresAt));
    assertThat(granted.status()).as(granted.toString()).isEqualTo(201);
  }

  /** What the workflow of the credit would do, at this instant. */
  void passTo(Instant instant) {
    clock.moveTo(instant);
    long epoch =
        console
            .database()
            .jdbc()
            .sql("SELECT epoch FROM credit_pool WHERE researcher = ?")
            .param(pool())
            .query(Long.class)
            .single();
    console.bean(CreditLedger.class).onDeadline(CreditDeadline.of(pool(), epoch, null));
  }

  private UUID pool() {
    return UUID.fromString(credit().at("/researcher/id").asString());
  }

  JsonNode credit() {
    return owner().get("/api/credit").json();
  }

  /** It does what it is told. */
  void stopsAsTold(Instant at) {
    assertThat(seen().path("desired").asString()).isEqualTo("STOPPED");
    report(stopped(at, StopCause.REQUESTED));
    ledger.settled(wish());
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
