package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.books.workflow.CreditDeadline;
import org.stipend.orchestrator.books.workflow.CreditLedger;
import org.stipend.orchestrator.books.workflow.EndToMove;
import org.stipend.orchestrator.books.workflow.EndsMoved;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.Wish;
import tools.jackson.databind.JsonNode;

/**
 * Somebody new with a pool and many workspaces. Rows and requests are real; the cloud is made up,
 * and what workflows would do in time is done by {@link #passTo}.
 */
final class TestingPool {

  private final TestConsole console;
  private final TestClock clock;
  private final RuntimeLedger runtimes;
  private final CreditLedger credit;
  private final String person = "p" + UUID.randomUUID();
  private final UUID id;
  private final Queue<String> free = new ArrayDeque<>();
  private final Map<UUID, String> workspaces = new HashMap<>();
  private final Map<UUID, MachineState.Running> running = new HashMap<>();
  private final Map<UUID, Integer> calls = new HashMap<>();
  private boolean endsAreFixed;

  TestingPool(TestConsole console, TestClock clock, int machines) {
    this.console = console;
    this.clock = clock;
    runtimes = console.bean(RuntimeLedger.class);
    credit = console.bean(CreditLedger.class);
    console.offers(Tool.TERMINAL);
    for (int i = 0; i < machines; i++) {
      free.add(
          owner()
              .post(
                  "/api/workspaces",
                  """
                  {"name":"W%d","description":"","payer":"CREDIT"}
                  """
                      .formatted(i))
              .text("id"));
    }
    id = UUID.fromString(owner().get("/api/me").json().at("/person/id").asString());
  }

  /** From now on machines are launched whose end cannot be moved past the first one. */
  void fixEnds() {
    endsAreFixed = true;
  }

  /** As the cloud has them. */
  Map<UUID, MachineState.Running> running() {
    return running;
  }

  /** How often a machine was told another end. */
  Map<UUID, Integer> calls() {
    return calls;
  }

  /** As people see them, of those that run. */
  Map<UUID, JsonNode> ends() {
    Map<UUID, JsonNode> ends = new HashMap<>();
    for (JsonNode one : owner().get("/api/runtimes?limit=200").json().path("items")) {
      if (!one.path("end").isNull()) {
        ends.put(UUID.fromString(one.path("id").asString()), one.path("end"));
      }
    }
    return ends;
  }

  JsonNode credit() {
    return owner().get("/api/credit").json();
  }

  /** Where the credit carries it. */
  void launch() {
    UUID runtime = UUID.randomUUID();
    String workspace = free.remove();
    var answer =
        owner()
            .send(
                "PUT",
                "/api/runtimes/" + runtime,
                """
                {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(workspace));
    if (answer.status() == 403) {
      free.add(workspace);
      return;
    }
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    workspaces.put(runtime, workspace);
    starts(runtime, DiskName.of(UUID.fromString(answer.json().at("/disk/id").asString())));
  }

  private void starts(UUID runtime, DiskName disk) {
    Instant now = clock.instant();
    Wish wish = new Wish(runtime, 1);
    runtimes.diskCreated(new DiskReport(wish, new DiskCreated(disk, now)));
    runtimes.beginRun(wish);
    RuntimeSnapshot begun = runtimes.load(runtime);
    var run =
        new MachineState.Running(
            MachineName.of(runtime, 1),
            1,
            now,
            URI.create("http://127.0.0.1:1"),
            "secret",
            now.plus(begun.runLimit()),
            endsAreFixed ? now.plus(begun.runLimit()) : null);
    running.put(runtime, run);
    runtimes.machine(new MachineReport(wish, run));
    runtimes.listening(wish);
    runtimes.healthy(wish);
  }

  void stop(UUID runtime) {
    owner().post("/api/runtimes/" + runtime + "/stop", "");
    stopped(runtime);
  }

  private void stopped(UUID runtime) {
    MachineState.Running run = running.remove(runtime);
    Wish wish = new Wish(runtime, runtimes.load(runtime).generation());
    runtimes.machine(
        new MachineReport(
            wish,
            new MachineState.Stopped(
                run.name(),
                run.generation(),
                run.startedAt(),
                clock.instant(),
                StopCause.REQUESTED,
                0,
                "",
                false)));
    runtimes.settled(wish);
    owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=keep", "");
    free.add(workspaces.remove(runtime));
  }

  void grant(int dollars) {
    admin()
        .post(
            "/api/people/" + id + "/grants",
            """
            {"amount":"%d","reason":"a test of ends"}
            """
                .formatted(dollars));
  }

  void takeBack(int dollars) {
    for (JsonNode grant : credit().path("grants")) {
      admin()
          .post(
              "/api/grants/" + grant.path("id").asString() + "/revocations",
              """
              {"amount":"%d","reason":"a test of ends"}
              """
                  .formatted(dollars));
    }
  }

  /** Does in time what the pool's workflow would do, and stops what is to stop. */
  void passTo(Instant instant) {
    CreditDeadline next = armed();
    while (next.deadline() != null && !next.deadline().isAfter(instant)) {
      if (next.deadline().isAfter(clock.instant())) {
        clock.moveTo(next.deadline());
      }
      CreditDeadline view = credit.onDeadline(next);
      view.ends().stream().map(EndToMove::call).forEach(this::limit);
      stopWhatIsToStop();
      if (!view.ends().isEmpty()) {
        credit.endsMoved(EndsMoved.of(id, view.ends().stream().map(EndToMove::call).toList()));
      }
      next = armed();
    }
    clock.moveTo(instant);
  }

  private void limit(LimitMachine call) {
    calls.merge(call.fence().id(), 1, Integer::sum);
    running.computeIfPresent(
        call.fence().id(),
        (runtime, run) ->
            new MachineState.Running(
                run.name(),
                run.generation(),
                run.startedAt(),
                run.address(),
                run.secret(),
                call.until(),
                run.endsAtLatest()));
  }

  private void stopWhatIsToStop() {
    for (UUID runtime : Map.copyOf(running).keySet()) {
      if (runtimes.load(runtime).desired() != Desired.RUNNING) {
        stopped(runtime);
      }
    }
  }

  private CreditDeadline armed() {
    return console
        .database()
        .jdbc()
        .sql("SELECT epoch, deadline FROM credit_pool WHERE researcher = :id")
        .param("id", id)
        .query((row, n) -> {
          var deadline = row.getTimestamp("deadline");
          return CreditDeadline.of(
              id, row.getLong("epoch"), deadline == null ? null : deadline.toInstant());
        })
        .single();
  }

  private TestConsole.Client owner() {
    return console
        .as(person, Role.RESEARCHER)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }

  private TestConsole.Client admin() {
    return console
        .as("admin", Role.ADMIN)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }
}
