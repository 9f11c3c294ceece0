package org.stipend.emulator.standin;

import io.undertow.Undertow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stipend.emulator.compute.Listening;

/** The stand-ins that listen now. They follow what the cloud says should listen. */
public final class StandIns implements AutoCloseable {

  private final Map<Listening, Undertow> open = new HashMap<>();
  private boolean isClosed;

  /** Opens and closes until these listen, and no others; answers which could not, and why. */
  public synchronized Map<Listening, String> follow(List<Listening> wanted) {
    if (isClosed) return Map.of();
    List.copyOf(open.keySet()).stream().filter(one -> !wanted.contains(one)).forEach(this::end);
    var failed = new LinkedHashMap<Listening, String>();
    for (Listening one : wanted) {
      if (open.containsKey(one)) continue;
      try {
        open.put(one, opened(one));
      } catch (RuntimeException e) {
        failed.put(one, "cannot listen on %s: %s".formatted(one.place(), causeOf(e)));
      }
    }
    return failed;
  }

  public synchronized Set<Listening> open() {
    return Set.copyOf(open.keySet());
  }

  private static Undertow opened(Listening one) {
    Undertow server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .addHttpListener(one.tool().port(), one.address())
            .setHandler(new StandIn(one))
            .build();
    server.start();
    return server;
  }

  private static String causeOf(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) cause = cause.getCause();
    return String.valueOf(cause.getMessage());
  }

  private void end(Listening one) {
    Undertow server = open.remove(one);
    if (server != null) server.stop();
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    List.copyOf(open.keySet()).forEach(this::end);
  }
}
