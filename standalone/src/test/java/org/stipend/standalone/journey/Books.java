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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  // Nanos of USD, us-central1: N2 core per hour, N2 RAM per GiB and hour, balanced disk per
  // GiB-month
  private static final long CORE = 31_611_000;
  private static final long RAM = 4_237_000;
  private static final long DISK = 100_000_000;
  private static final long CORES = 4;
  private static final long RAM_GIB = 16;
  private static final long HOUR = 3_600;

  /** Why the platform pays, and how the statement says it. */
  private static final Map<String, String> WORDS =
      Map.of(
          "overrun", "Platform: use after the credit ended",
          "grace", "Platform: disks kept after the credit ended");

  private Books() {}

  /**
   * What every {@code n2-standard-4} and {@code pd-balanced} disk together cost up to an instant.
   */
  static long nanosByTheProvidersLog(TestStipend stipend, Instant upTo) {
    return nanosOfEach(stipend, upTo).values().stream().mapToLong(nanos -> nanos).sum();
  }

  /** The same, by the id of the runtime or disk. */
  static Map<String, Long> nanosOfEach(TestStipend stipend, Instant upTo) {
    List<JsonNode> log = log(stipend);
    Map<String, Long> coreSeconds = new TreeMap<>();
    Map<String, Long> diskSeconds = new TreeMap<>();
    runs(log, upTo).forEach(run -> addRun(coreSeconds, run));
    disks(log, upTo).forEach(disk -> addDisk(diskSeconds, disk));
    Map<String, Long> nanos = new TreeMap<>();
    coreSeconds.forEach((line, seconds) ->
        nanos.merge(
            resourceOf(line),
            rounded(CORE, CORES * seconds, HOUR) + rounded(RAM, RAM_GIB * seconds, HOUR),
            Long::sum));
    diskSeconds.forEach((line, seconds) ->
        nanos.merge(resourceOf(line), rounded(DISK, seconds, secondsOf(monthOf(line))), Long::sum));
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
   * Once nothing runs any more, credit and platform together have paid what the provider saw; the
   * statement says so as soon as it is written.
   */
  static void agreeWithTheProvidersLog(TestStipend stipend, Researcher ada) {
    Awaitility.await("the statement is written")
        .untilAsserted(() ->
            assertThat(
                    nanos(ada.credit().path("spent"))
                        + platformPaid(ada, "overrun")
                        + platformPaid(ada, "grace"))
                .isEqualTo(nanosByTheProvidersLog(stipend, Instant.now())));
  }

  /** All that a researcher's resources burned and the platform pays, for a cause: "overrun". */
  static long platformPaid(Researcher ada, String cause) {
    return -platformLines(ada, cause).stream().mapToLong(line -> nanos(line.path("amount"))).sum();
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

  private record Use(String resource, long units, Instant start, Instant end) {}

  private static List<Use> runs(List<JsonNode> log, Instant upTo) {
    return pair(log, "machineStarted", "machineStopped", Books::runKey, "runtime", "", upTo);
  }

  private static List<Use> disks(List<JsonNode> log, Instant upTo) {
    return pair(log, "diskCreated", "diskDeleted", Books::diskKey, "disk", "sizeGib", upTo);
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
      java.util.function.Function<JsonNode, String> key,
      String resource,
      String units,
      Instant upTo) {
    Map<String, JsonNode> starts = firsts(log, began, key);
    Map<String, JsonNode> ends = firsts(log, ended, key);
    return starts.entrySet().stream()
        .map(start -> {
          JsonNode end = ends.get(start.getKey());
          return new Use(
              start.getValue().path(resource).asString().replaceFirst("^pd-", ""),
              units.isEmpty() ? 1 : start.getValue().path(units).asLong(),
              second(start.getValue()),
              end == null ? upTo.truncatedTo(ChronoUnit.SECONDS) : second(end));
        })
        .toList();
  }

  private static Map<String, JsonNode> firsts(
      List<JsonNode> log, String event, java.util.function.Function<JsonNode, String> key) {
    return log.stream()
        .filter(line -> line.path("event").asString().equals(event))
        .collect(Collectors.toMap(key, line -> line, (first, _) -> first, LinkedHashMap::new));
  }

  private static Instant second(JsonNode line) {
    return Instant.parse(line.path("at").asString()).truncatedTo(ChronoUnit.SECONDS);
  }

  private static void addRun(Map<String, Long> seconds, Use run) {
    addSplit(seconds, run, 1);
    long ran = ChronoUnit.SECONDS.between(run.start(), run.end());
    if (ran < MINIMUM_SECONDS) {
      Instant last = ran == 0 ? run.start() : run.end().minusSeconds(1);
      seconds.merge(line(run.resource(), last), MINIMUM_SECONDS - ran, Long::sum);
    }
  }

  private static void addDisk(Map<String, Long> seconds, Use disk) {
    addSplit(seconds, disk, disk.units());
  }

  /** Charge lines end with the month. */
  private static void addSplit(Map<String, Long> seconds, Use use, long units) {
    Instant from = use.start();
    while (from.isBefore(use.end())) {
      Instant next =
          YearMonth.from(from.atZone(ZoneOffset.UTC))
              .plusMonths(1)
              .atDay(1)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      Instant to = next.isBefore(use.end()) ? next : use.end();
      seconds.merge(
          line(use.resource(), from), units * ChronoUnit.SECONDS.between(from, to), Long::sum);
      from = to;
    }
  }

  private static String line(String resource, Instant at) {
    return resource + "@" + YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  private static String resourceOf(String line) {
    return line.substring(0, line.indexOf('@'));
  }

  private static YearMonth monthOf(String line) {
    return YearMonth.parse(line.substring(line.indexOf('@') + 1));
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
