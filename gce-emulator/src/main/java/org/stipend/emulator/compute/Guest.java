package org.stipend.emulator.compute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.compute.v1.GuestAttributesEntry;
import com.google.cloud.compute.v1.SerialPortOutput;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a guest leaves where it can be read from outside: serial output and attributes. */
final class Guest {

  private static final int RING = 1 << 20;

  private final ByteArrayOutputStream serial = new ByteArrayOutputStream();
  private final TreeMap<String, String> attributes = new TreeMap<>();
  private boolean isUp;
  private boolean hasFailed;
  private Optional<Listening> listening = Optional.empty();

  void says(String line) {
    serial.writeBytes((line + "\r\n").getBytes(UTF_8));
  }

  /** {@code path} is a namespace and a key, with a slash between. */
  void reports(String path, String value) {
    attributes.put(path, value);
  }

  /** Begins to boot: what it would do by itself it does not do yet. */
  void powersOn() {
    isUp = false;
    hasFailed = false;
    listening = Optional.empty();
  }

  /** Its own programs run. */
  void isUp() {
    isUp = true;
  }

  boolean looksAfterItself() {
    return isUp;
  }

  /** Says and reports it. Unless it is one to live with, it does not come further. */
  void fails(GuestFailure failure, String message) {
    failure.lines().forEach(this::says);
    stumbles(failure, message);
  }

  /** As {@link #fails}, without the lines that this failure usually has. */
  void stumbles(GuestFailure failure, String message) {
    reports("stipend/failure", failure.name());
    reports("stipend/message", message);
    if (!failure.isTheEnd()) return;
    hasFailed = true;
    attributes.remove("stipend/health");
    if (failure != GuestFailure.TOOL_UNHEALTHY) listening = Optional.empty();
  }

  boolean hasFailed() {
    return hasFailed;
  }

  void listens(Optional<Listening> tool) {
    listening = tool;
  }

  Optional<Listening> listening() {
    return listening;
  }

  void forgets() {
    powersOn();
    attributes.clear();
  }

  /** From a byte on; negative: the last ones. What fell out of the ring is gone. */
  SerialPortOutput.Builder serialFrom(long asked) {
    byte[] all = serial.toByteArray();
    long from = asked < 0 ? all.length + asked : asked;
    int start = (int) Math.clamp(from, Math.max(0, all.length - RING), all.length);
    return SerialPortOutput.newBuilder()
        .setKind("compute#serialPortOutput")
        .setContents(new String(Arrays.copyOfRange(all, start, all.length), UTF_8))
        .setStart(start)
        .setNext(all.length);
  }

  /** Empty where it reported nothing there. */
  String reported(String path) {
    return attributes.getOrDefault(path, "");
  }

  /** Below a path: a namespace, or a namespace and a key. */
  List<GuestAttributesEntry> attributesAt(String path) {
    return attributes.entrySet().stream()
        .filter(entry ->
            path.isEmpty()
                || entry.getKey().equals(path)
                || entry.getKey().startsWith(path.endsWith("/") ? path : path + "/"))
        .map(entry -> entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static GuestAttributesEntry entry(String path, String value) {
    int slash = path.indexOf('/');
    return GuestAttributesEntry.newBuilder()
        .setNamespace(path.substring(0, slash))
        .setKey(path.substring(slash + 1))
        .setValue(value)
        .build();
  }
}
