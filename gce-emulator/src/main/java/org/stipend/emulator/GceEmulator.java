package org.stipend.emulator;

import com.google.gson.JsonObject;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.fault.Faults;
import org.stipend.emulator.fault.RequestLog;

/**
 * A running emulator: where it listens, its clock, what goes wrong with it and what it was asked.
 */
public final class GceEmulator implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  /** Held, or their level would be forgotten; each start and stop would be a line. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.undertow"), Logger.getLogger("org.xnio"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private final Clock clock;
  private final Faults faults = new Faults();
  private final RequestLog log = new RequestLog();
  private final Desk desk;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Undertow server;

  private GceEmulator(int port, Clock clock, Journal journal, Listener.Witness witness) {
    this.clock = clock;
    this.desk = new Desk(clock, faults, log, journal);
    this.server =
        Undertow.builder()
            .addHttpListener(port, HOST)
            .setHandler(new Listener(desk, new Control(clock, desk, faults, log), threads, witness))
            .build();
  }

  /** On any free port if it is 0. */
  public static GceEmulator start(int port, Clock clock) {
    return start(port, clock, Journal.none(), (_, _) -> {});
  }

  /** Goes on where the last one with this file ended, whatever ended it. */
  public static GceEmulator start(int port, Clock clock, Path state) {
    return start(port, clock, Journal.in(state), (_, _) -> {});
  }

  static GceEmulator start(int port, Clock clock, Journal journal, Listener.Witness witness) {
    var emulator = new GceEmulator(port, clock, journal, witness);
    emulator.server.start();
    return emulator;
  }

  public String origin() {
    return "http://" + HOST + ":" + port();
  }

  public int port() {
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    return address.getPort();
  }

  public Clock clock() {
    return clock;
  }

  public Faults faults() {
    return faults;
  }

  public RequestLog log() {
    return log;
  }

  /** Changes what the cloud offers, or makes it do something by itself. */
  public void change(Consumer<Cloud> change) {
    desk.with(cloud -> {
      change.accept(cloud);
      return cloud;
    });
  }

  /** A new cloud with nothing in it; clock, log and faults stay. */
  public void reset() {
    desk.told(Desk.RESET, new JsonObject());
  }

  @Override
  public void close() {
    server.stop();
    threads.shutdownNow();
  }
}
