package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.payer.PoolTurns;

/** While one researcher's credit is busy for long, as it is seen from outside. */
class BusyPoolTest {

  @RegisterExtension
  static final TestConsole console =
      new TestConsole("--spring.datasource.hikari.maximum-pool-size=4");

  @BeforeAll
  static void offersTools() {
    console.offers(Tool.TERMINAL);
  }

  @Test
  void aBusyPoolRefusesItsOwnRequestsByNameAndKeepsNobodyElseWaiting() throws Exception {
    String hers = workspaceOf("hot");
    String his = workspaceOf("calm");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(
          () -> console.bean(PoolTurns.class).ofPerson(poolOf("hot"), () -> held(begun, end)));
      begun.await();
      List<Future<Answer>> waiting =
          IntStream.range(0, 60).mapToObj(i -> threads.submit(() -> launch("hot", hers))).toList();
      assertThat(launch("calm", his).status()).isEqualTo(202);
      assertThat(console.as("hot").get("/api/runtimes").status()).isEqualTo(200);
      assertThat(grant("calm").status()).isEqualTo(201);
      Map<Integer, Integer> statuses = new java.util.TreeMap<>();
      for (Future<Answer> one : waiting) {
        Answer answer = one.get();
        assertThat(answer.text("code")).isEqualTo("POOL_BUSY");
        assertThat(answer.text("nextStep")).isNotEmpty();
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        statuses.merge(answer.status(), 1, Integer::sum);
      }
      assertThat(statuses).containsEntry(503, 50).containsEntry(429, 10).hasSize(2);
      end.countDown();
    }
    assertThat(launch("hot", hers).status()).isEqualTo(202);
  }

  private static boolean held(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      end.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ResearcherId poolOf(String person) {
    return new ResearcherId(
        UUID.fromString(console.as(person).get("/api/me").json().at("/person/id").asString()));
  }

  private static String workspaceOf(String person) {
    return console
        .as(person, Role.RESEARCHER)
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .post(
            "/api/workspaces",
            """
            {"name":"Work","description":"","payer":"CREDIT"}
            """)
        .text("id");
  }

  private static Answer launch(String person, String workspace) {
    return console
        .as(person)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString())
        .send(
            "PUT",
            "/api/runtimes/" + UUID.randomUUID(),
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace));
  }

  private static Answer grant(String person) {
    return console
        .as("admin", Role.ADMIN)
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .post(
            "/api/people/" + poolOf(person).value() + "/grants",
            """
            {"amount":"1","reason":"a test of waiting"}
            """);
  }
}
