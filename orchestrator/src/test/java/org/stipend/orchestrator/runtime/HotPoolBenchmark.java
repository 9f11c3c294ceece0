package org.stipend.orchestrator.runtime;

import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.Wish;

/**
 * Run by {@code benchmarks/hot_pool.py}: one researcher launches in many workspaces at once, while
 * another's and finance's requests are timed. The head is real, with its database and HTTP; the
 * cloud is made up: what workflows would report is reported by as many threads as a worker has.
 */
class HotPoolBenchmark {

  private static final int STARTS = Integer.getInteger("stipend.starts", 100);
  private static final int IDLE_ROUNDS = 200;
  private static final int WORKERS = 200;

  @RegisterExtension static final TestConsole console = new TestConsole();

  private final Map<String, Integer> answers = Collections.synchronizedMap(new TreeMap<>());
  private final Semaphore workers = new Semaphore(WORKERS);

  @Test
  @Timeout(3_600)
  void othersWhileOnePoolIsHot() throws Exception {
    console.offers(Tool.TERMINAL);
    workspaceOf("calm");
    console.as("finance", Role.FINANCE).get("/api/me");
    List<String> workspaces = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      workspaces.add(workspaceOf("hot"));
    }
    String hot = console.as("hot").get("/api/me").json().at("/person/id").asString();
    for (int i = 0; i < IDLE_ROUNDS; i++) { // warm
      round(hot, new ArrayList<>());
    }
    List<Long> idle = new ArrayList<>();
    for (int i = 0; i < IDLE_ROUNDS; i++) {
      round(hot, idle);
    }
    List<Long> during = new ArrayList<>();
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (String workspace : workspaces) {
        all.add(threads.submit(() -> converges(workspace)));
      }
      while (!all.stream().allMatch(Future::isDone)) {
        round(hot, during);
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    say(idle, during, System.nanoTime() - began, UUID.fromString(hot));
  }

  private void say(List<Long> idle, List<Long> during, long taken, UUID hot) {
    long postings =
        console
            .database()
            .jdbc()
            .sql(
                "SELECT count(*) FROM posting p JOIN journal j ON j.id = p.journal WHERE j.researcher = :r")
            .param("r", hot)
            .query(Long.class)
            .single();
    System.out.printf(
        "BENCHMARK starts %d in %d s; others p95 idle %.1f ms, during %.1f ms, ratio %.1f, worst %.0f ms"
            + " (%d requests); answers %s; postings %d%n",
        STARTS,
        Duration.ofNanos(taken).toSeconds(),
        p95(idle) / 1e6,
        p95(during) / 1e6,
        (double) p95(during) / p95(idle),
        Collections.max(during) / 1e6,
        during.size(),
        answers,
        postings);
  }

  private static long p95(List<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.get(sorted.size() * 95 / 100);
  }

  private void round(String hot, List<Long> times) {
    time(times, "calm", "/api/runtimes");
    time(times, "calm", "/api/workspaces");
    time(times, "finance", "/api/statement?person=" + hot);
  }

  private final Map<String, TestConsole.Client> clients = new TreeMap<>();

  private void time(List<Long> times, String person, String path) {
    TestConsole.Client client = clients.computeIfAbsent(person, console::as);
    long began = System.nanoTime();
    Answer answer = client.get(path);
    times.add(System.nanoTime() - began);
    if (answer.status() != 200) {
      count("other's " + answer.status());
    }
  }

  private void count(String what) {
    answers.merge(what, 1, Integer::sum);
  }

  /** Until it runs, as a patient program would; a refusal for another reason ends it. */
  private Void converges(String workspace) throws InterruptedException {
    UUID runtime = UUID.randomUUID();
    Answer answer = launch(runtime, workspace);
    while (answer.text("code").equals("POOL_BUSY")) {
      count(answer.status() + " POOL_BUSY");
      Thread.sleep(Duration.ofSeconds(Integer.parseInt(answer.header("Retry-After"))));
      answer = launch(runtime, workspace);
    }
    count(answer.status() + " " + answer.text("code"));
    if (answer.status() == 202) {
      UUID disk = UUID.fromString(answer.json().at("/disk/id").asString());
      Instant now = Instant.now();
      RuntimeLedger ledger = console.bean(RuntimeLedger.class);
      Wish wish = new Wish(runtime, 1);
      report(
          () -> ledger.diskCreated(new DiskReport(wish, new DiskCreated(DiskName.of(disk), now))));
      report(() -> ledger.beginRun(wish));
      report(() -> ledger.machine(new MachineReport(wish, running(runtime, Instant.now()))));
      count("runs");
    }
    return null;
  }

  private static MachineState running(UUID runtime, Instant now) {
    return new MachineState.Running(
        MachineName.of(runtime, 1),
        1,
        now,
        URI.create("http://127.0.0.1:1"),
        "secret",
        now.plusSeconds(3_600),
        null);
  }

  private void report(Runnable news) throws InterruptedException {
    while (true) {
      Duration later;
      workers.acquire();
      try {
        news.run();
        return;
      } catch (ApplicationFailure busy) {
        later = busy.getNextRetryDelay();
      } finally {
        workers.release();
      }
      count("report later");
      Thread.sleep(later);
    }
  }

  private static String workspaceOf(String person) {
    return console
        .as(person, Role.RESEARCHER)
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .post(
            "/api/workspaces",
            """
            {"name":"%s","description":"","payer":"CREDIT"}
            """
                .formatted(UUID.randomUUID()))
        .text("id");
  }

  private static Answer launch(UUID runtime, String workspace) {
    return console
        .as("hot")
        .with("Content-Type", "application/json", "Idempotency-Key", "launch")
        .send(
            "PUT",
            "/api/runtimes/" + runtime,
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace));
  }
}
