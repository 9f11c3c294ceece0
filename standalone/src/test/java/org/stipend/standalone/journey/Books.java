package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An independent bill: price times time over the provider's own log of what really ran, computed
 * here from the published prices and from nothing of the product.
 */
final class Books {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MINIMUM_SECONDS = 60;

  /** Nanos of USD for a core and for a GiB of memory each hour. */
  private record Hourly(long core, long cores, long ram, long gib) {

    long nanos(long seconds) {
      return rounded(core, cores * seconds, HOUR) + rounded(ram, gib * seconds, HOUR);
    }
  }

  // us-central1
  private static final Map<String, Hourly> MACHINES =
      Map.of(
          "n2-standard-4", new Hourly(31_611_000, 4, 4_237_000, 16),
          "n1-standard-4+spot", new Hourly(11_150_000, 4, 1_494_000, 15));

  /** Nanos of USD for a GiB of a balanced disk each month. */
  private static final long DISK = 100_000_000;

  private static final long HOUR = 3_600;

  /** Why the platform pays, and how the statement says it. */
  private static final Map<String, String> WORDS =
      Map.of(
          "overrun", "Platform: use after the credit ended",
          "grace", "Platform: disks kept after the credit ended");

  private Books() {}

  /** What all machines and {@code pd-balanced} disks together cost up to an instant. */
  static long nanosByTheProvidersLog(TestStipend stipend, Instant upTo) {
    return nanosOfEach(stipend, upTo).values().stream().mapToLong(nanos -> nanos).sum();
  }

  /** The same, by the id of the runtime or disk. */
  static Map<String, Long> nanosOfEach(TestStipend stipend, Instant upTo) {
    List<JsonNode> log = log(stipend);
    Map<Line, Long> machineSeconds = new HashMap<>();
    Map<Line, Long> gibSeconds = new HashMap<>();
    runs(log, upTo).forEach(run -> addRun(machineSeconds, run));
    disks(log, upTo).forEach(disk -> addSplit(gibSeconds, disk));
    Map<String, Long> nanos = new TreeMap<>();
    machineSeconds.forEach((line, seconds) ->
        nanos.merge(line.resource(), MACHINES.get(line.type()).nanos(seconds), Long::sum));
    gibSeconds.forEach((line, seconds) ->
        nanos.merge(line.resource(), rounded(DISK, seconds, secondsOf(line.month())), Long::sum));
    return nanos;
  }

  /** All checks of every money invariant, as {@code ./stipend prove} asks for them. */
  static void prove(TestStipend stipend) {
    JsonNode proof = stipend.api("operator").post("/api/proofs", null).ok();
    assertThat(proof.path("ok").asBoolean()).as(proof.toPrettyString()).isTrue();
    assertThat(proof.path("checks").size()).isGreaterThan(5);
  }

  static long nanos(JsonNode amount) {
    return new BigDecimal(amount.asString()).movePointRight(9).longValueExact();
  }

  /**
   * Once nothing runs any more, credit, platform and accounts together have paid what the provider
   * saw; the statement says so as soon as it is written.
   */
  static void agreeWithTheProvidersLog(TestStipend stipend, Researcher ada) {
    Awaitility.await("the statement is written")
        .untilAsserted(() ->
            assertThat(
                    nanos(ada.credit().path("spent"))
                        + platformPaid(ada, "overrun")
                        + platformPaid(ada, "grace")
                        + accountsPaid(ada))
                .isEqualTo(nanosByTheProvidersLog(stipend, Instant.now())));
  }

  /** All that a researcher's resources burned and the platform pays, for a cause: "overrun". */
  static long platformPaid(Researcher ada, String cause) {
    return -platformLines(ada, cause).stream().mapToLong(line -> nanos(line.path("amount"))).sum();
  }

  /** The same that billing accounts pay in their workspace. */
  private static long accountsPaid(Researcher ada) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String path =
        "/api/workspaces/%s/spend?from=%s&to=%s"
            .formatted(ada.workspace(), today.minusDays(1), today);
    return ada.api()
        .get(path)
        .ok()
        .path("payers")
        .valueStream()
        .filter(paid -> paid.path("kind").asString().equals("BILLING_ACCOUNT"))
        .mapToLong(paid -> nanos(paid.path("amount")))
        .sum();
  }

  /** The lines of the statement that the platform pays. */
  static List<JsonNode> platformLines(Researcher ada, String cause) {
    return ada.items("/api/statement?limit=200").stream()
        .flatMap(row -> row.path("lines").valueStream())
        .filter(line -> line.at("/payer/name").asString().equals(WORDS.get(cause)))
        .toList();
  }

  /** When the provider saw a machine stop last. */
  static Instant lastStop(TestStipend stipend) {
    return log(stipend).stream()
        .filter(line -> line.path("event").asString().equals("machineStopped"))
        .map(line -> Instant.parse(line.path("at").asString()))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  static List<JsonNode> log(TestStipend stipend) {
    if (stipend.isEmulated()) {
      return CloudLog.of(stipend);
    }
    Path file = stipend.data().resolve("local/provider-log.jsonl");
    try {
      return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param type of a machine; empty for a disk
   */
  private record Use(String resource, String type, long units, Instant start, Instant end) {}

  /** What is rounded as one: the quantities of a resource at one price in one month. */
  private record Line(String resource, String type, YearMonth month) {

    static Line of(Use use, Instant at) {
      return new Line(use.resource(), use.type(), YearMonth.from(at.atZone(ZoneOffset.UTC)));
    }
  }

  private static List<Use> runs(List<JsonNode> log, Instant upTo) {
    return pair(log, "machineStarted", "machineStopped", Books::runKey, "runtime", upTo);
  }

  private static List<Use> disks(List<JsonNode> log, Instant upTo) {
    return pair(log, "diskCreated", "diskDeleted", Books::diskKey, "disk", upTo);
  }

  private static String runKey(JsonNode line) {
    return line.path("machine").asString() + "/" + line.path("generation").asLong();
  }

  private static String diskKey(JsonNode line) {
    return line.path("disk").asString();
  }

  /** The first line of an event counts; what has no end goes on. */
  private static List<Use> pair(
      List<JsonNode> log,
      String began,
      String ended,
      Function<JsonNode, String> key,
      String resource,
      Instant upTo) {
    Map<String, JsonNode> starts = firsts(log, began, key);
    Map<String, JsonNode> ends = firsts(log, ended, key);
    return starts.entrySet().stream()
        .map(start -> {
          JsonNode end = ends.get(start.getKey());
          return new Use(
              start.getValue().path(resource).asString().replaceFirst("^pd-", ""),
              start.getValue().path("machineType").asString(""),
              start.getValue().path("sizeGib").asLong(1),
              second(start.getValue()),
              end == null ? upTo.truncatedTo(ChronoUnit.SECONDS) : second(end));
        })
        .toList();
  }

  private static Map<String, JsonNode> firsts(
      List<JsonNode> log, String event, Function<JsonNode, String> key) {
    return log.stream()
        .filter(line -> line.path("event").asString().equals(event))
        .collect(Collectors.toMap(key, line -> line, (first, _) -> first, LinkedHashMap::new));
  }

  private static Instant second(JsonNode line) {
    return Instant.parse(line.path("at").asString()).truncatedTo(ChronoUnit.SECONDS);
  }

  private static void addRun(Map<Line, Long> seconds, Use run) {
    addSplit(seconds, run);
    long ran = ChronoUnit.SECONDS.between(run.start(), run.end());
    if (ran < MINIMUM_SECONDS) {
      Instant last = ran == 0 ? run.start() : run.end().minusSeconds(1);
      seconds.merge(Line.of(run, last), MINIMUM_SECONDS - ran, Long::sum);
    }
  }

  /** Charge lines end with the month. */
  private static void addSplit(Map<Line, Long> seconds, Use use) {
    Instant from = use.start();
    while (from.isBefore(use.end())) {
      Line line = Line.of(use, from);
      Instant next = line.month().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant to = next.isBefore(use.end()) ? next : use.end();
      seconds.merge(line, use.units() * ChronoUnit.SECONDS.between(from, to), Long::sum);
      from = to;
    }
  }

  private static long secondsOf(YearMonth month) {
    return month.lengthOfMonth() * 24L * HOUR;
  }

  private static long rounded(long price, long quantity, long divisor) {
    BigInteger exact = BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
    return new BigDecimal(exact)
        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
