package org.stipend.workers.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stipend.cloud.Payloads;

/**
 * What really happened on this computer, one JSON object a line, only ever appended: the witness
 * that bills are checked against. The wrapper writes {@code machineStarted} and {@code
 * machineStopped} itself; what it could not write is added here. After a crash a fact may stand
 * there twice: the first line of an event of a run or disk counts.
 *
 * <p>Fields: {@code event, at, machine, runtime, workspace, generation, attempt, machineType}, with
 * {@code cause, estimated} for a stop; {@code event, at, disk, workspace, type, sizeGib} for {@code
 * diskCreated} and {@code event, at, disk} for {@code diskDeleted}.
 */
final class ProviderLog {

  private static final JsonMapper JSON = Payloads.mapper();

  private final Path file;

  ProviderLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * Adds the fact unless the log has it: an event of that subject. Its instant reads as in the
   * states that are reported.
   */
  synchronized void ensure(String event, Instant at, Map<String, ?> subject, Map<String, ?> facts)
      throws IOException {
    if (has(event, subject)) return;
    var line = new TreeMap<String, Object>(facts);
    line.putAll(subject);
    line.put("event", event);
    line.put("at", at.truncatedTo(ChronoUnit.MICROS));
    append(JSON.writeValueAsString(line) + "\n");
  }

  private boolean has(String event, Map<String, ?> subject) throws IOException {
    if (!Files.exists(file)) return false;
    JsonNode wanted = JSON.valueToTree(subject);
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.contains('"' + event + '"'))
          .map(ProviderLog::parsed)
          .anyMatch(line -> line.path("event").asText().equals(event) && matches(line, wanted));
    }
  }

  private static boolean matches(JsonNode line, JsonNode wanted) {
    return wanted
        .propertyStream()
        .allMatch(field -> line.path(field.getKey()).asText().equals(field.getValue().asText()));
  }

  /** A line cut short by a power loss says nothing. */
  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException torn) {
      return JSON.createObjectNode();
    }
  }

  private void append(String line) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(file, options, mine)) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
  }

  List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
