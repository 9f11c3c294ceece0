package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * After many commands in any order three bills agree: credit shown, postings, and the provider's
 * log.
 */
class BooksAgreeTest {

  private static final int COMMANDS = Integer.getInteger("stipend.commands", 200);

  @TempDir Path directory;

  @Test
  void creditPostingsAndTheProvidersLogAgreeToTheNano() {
    long seed = Long.getLong("stipend.seed", System.nanoTime());
    System.out.println("BooksAgreeTest: -Dstipend.seed=" + seed);
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      var work = new Work(stipend, new Random(seed));
      for (int command = 0; command < COMMANDS; command++) {
        work.anyCommand();
      }
      work.endEverything();

      Map<String, Long> used = Books.nanosOfEach(stipend, Instant.now());
      long spent = Books.nanos(work.ada().credit().path("spent"));
      Awaitility.await("the statement is written")
          .untilAsserted(() -> assertThat(usagePosted(work.ada())).isEqualTo(used));
      assertThat(spent).isPositive().isEqualTo(sum(used));
      Books.prove(stipend);
    }
  }

  /** What was taken from credit for each runtime and disk, over all pages of the statement. */
  private static Map<String, Long> usagePosted(Researcher ada) {
    Map<String, Long> posted = new TreeMap<>();
    ada.items("/api/statement?limit=200").stream()
        .filter(row -> !row.path("run").isNull())
        .forEach(row ->
            posted.merge(
                row.at("/run/resource").asString(), -Books.nanos(row.path("credit")), Long::sum));
    return posted;
  }

  private static long sum(Map<String, Long> nanos) {
    return nanos.values().stream().mapToLong(amount -> amount).sum();
  }

  /** One researcher with two workspaces, a terminal in each, who wishes at random. */
  private static final class Work {

    private final Random random;
    private final List<Researcher> desks = new ArrayList<>();

    Work(TestStipend stipend, Random random) {
      this.random = random;
      desks.add(Researcher.in(stipend, "researcher"));
      desks.add(Researcher.in(stipend, "researcher"));
    }

    Researcher ada() {
      return desks.getFirst();
    }

    /** Refused commands are part of it: they must cost nothing. */
    void anyCommand() {
      Researcher desk = desks.get(random.nextInt(desks.size()));
      List<JsonNode> runtimes = desk.runtimes();
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> launch(desk);
        case 3, 4 -> each(desk, runtimes, "/stop");
        case 5, 6 -> each(desk, runtimes, "/start");
        case 7 -> each(desk, runtimes, "/cancel");
        case 8 -> runtimes.forEach(it -> drop(desk, it, random.nextBoolean()));
        default -> pause();
      }
      Awaitility.await().pollDelay(Duration.ofMillis(random.nextInt(400))).until(() -> true);
    }

    private void launch(Researcher desk) {
      Map<String, Object> disk =
          desk.disks().stream()
              .filter(it -> it.path("attachedTo").isNull() && random.nextBoolean())
              .findFirst()
              .<Map<String, Object>>map(it -> Map.of("id", it.path("id").asString()))
              .orElse(Map.of("type", "pd-balanced", "sizeGib", 10 + random.nextInt(90)));
      desk.launch(UUID.randomUUID().toString(), "terminal", disk);
    }

    private static void each(Researcher desk, List<JsonNode> runtimes, String verb) {
      runtimes.forEach(
          it -> desk.api().post("/api/runtimes/" + it.path("id").asString() + verb, null));
    }

    private static void drop(Researcher desk, JsonNode runtime, boolean disk) {
      desk.delete(runtime.path("id").asString(), disk ? "delete" : "keep");
    }

    /** Long enough for something to run. */
    private void pause() {
      Awaitility.await().pollDelay(Duration.ofMillis(random.nextInt(3_000))).until(() -> true);
    }

    void endEverything() {
      for (Researcher desk : desks) {
        desk.runtimes().forEach(it -> drop(desk, it, true));
        Awaitility.await("runtimes are gone")
            .pollInterval(Duration.ofMillis(300))
            .until(() -> desk.runtimes().isEmpty());
        desk.disks().stream()
            .filter(it -> !it.path("state").asString().equals("DELETING"))
            .forEach(it -> desk.api().delete("/api/disks/" + it.path("id").asString()).ok());
        Awaitility.await("disks are gone")
            .pollInterval(Duration.ofMillis(300))
            .until(() -> desk.disks().isEmpty());
      }
    }
  }
}
