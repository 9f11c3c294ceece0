package org.stipend.emulator.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.stipend.emulator.wire.Request;

/** All that was asked, in order, with what became of it. Only grows. */
public final class RequestLog {

  /** What became of a request: its status (0: cut without an answer), and whether it was done. */
  public record Entry(
      long number,
      Instant at,
      String method,
      String resource,
      String requestId,
      Request request,
      int status,
      boolean done) {}

  private final List<Entry> entries = new ArrayList<>();

  public synchronized void add(
      Instant at,
      String method,
      String resource,
      String requestId,
      Request request,
      int status,
      boolean done) {
    long number = entries.size() + 1L;
    entries.add(new Entry(number, at, method, resource, requestId, request, status, done));
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  public List<Entry> of(String method) {
    return entries().stream().filter(entry -> entry.method().equals(method)).toList();
  }
}
