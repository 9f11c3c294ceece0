package org.stipend.emulator;

import com.google.gson.JsonObject;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.undertow.Undertow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.compute.Happening;
import org.stipend.emulator.fault.Faults;
import org.stipend.emulator.fault.RequestLog;
import org.stipend.emulator.project.Projects;

/**
 * A running emulator: where it listens, its clock, what goes wrong with it and what it was asked.
 */
public final class GceEmulator implements AutoCloseable {

  private static final Duration BEAT = Duration.ofMillis(100);
  private static final String HOST = "127.0.0.1";

  /** Held, or their level would be forgotten; each start and stop would be a line. */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("io.undertow"),
          Logger.getLogger("org.xnio"),
          Logger.getLogger("io.grpc"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private final Clock clock;
  private final Faults faults = new Faults();
  private final RequestLog log = new RequestLog();
  private final Desk desk;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Undertow server;
  private final Server calls;

  private GceEmulator(EmulatorSettings settings, Listener.Witness witness) {
    this.clock = settings.clock();
    Journal journal = settings.state().map(Journal::in).orElseGet(Journal::none);
    this.desk = new Desk(settings, faults, log, journal);
    var listener = new Listener(desk, new Control(clock, desk, faults, log), threads, witness);
    this.server =
        Undertow.builder().addHttpListener(settings.port(), HOST).setHandler(listener).build();
    this.calls =
        NettyServerBuilder.forAddress(new InetSocketAddress(HOST, settings.billingPort()))
            .executor(threads)
            .addService(new BillingCalls(new Calls(listener)))
            .addService(new ProjectCalls(new Calls(listener)))
            .addService(new ServiceCalls(new Calls(listener)))
            .addService(OperationCalls.with(new Calls(listener)))
            .build();
  }

  /** On any free port if it is 0. */
  public static GceEmulator start(int port, Clock clock) {
    return start(EmulatorSettings.with(clock).onPort(port));
  }

  public static GceEmulator start(EmulatorSettings settings) {
    return start(settings, (_, _) -> {});
  }

  static GceEmulator start(EmulatorSettings settings, Listener.Witness witness) {
    var emulator = new GceEmulator(settings, witness);
    try {
      emulator.server.start();
      emulator.calls.start();
    } catch (IOException e) {
      emulator.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      emulator.close();
      throw e;
    }
    if (settings.addresses() == Addresses.LOOPBACK) emulator.threads.execute(emulator::beat);
    return emulator;
  }

  /** What listens in machines comes and goes in time, also while nobody asks the emulator. */
  private void beat() {
    try {
      while (true) {
        Thread.sleep(BEAT);
        change(_ -> {});
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  public String origin() {
    return "http://" + HOST + ":" + port();
  }

  public int port() {
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    return address.getPort();
  }

  /** Host and port of billing, and of projects, over gRPC, without encryption. */
  public String callsAddress() {
    return HOST + ":" + calls.getPort();
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

  /** What was made, ran, changed and went since the cloud began, which a reset begins anew. */
  public List<Happening> events() {
    return desk.with(Cloud::happened);
  }

  /** Changes what the cloud offers, or makes it do something by itself. */
  public void change(Consumer<Cloud> change) {
    desk.with(cloud -> {
      change.accept(cloud);
      return cloud;
    });
  }

  /** Changes accounts, and the rights on them and on projects. */
  public void changeBilling(Consumer<Billing> change) {
    desk.withBilling(billing -> {
      change.accept(billing);
      return billing;
    });
  }

  /** Changes what comes of projects that are made. */
  public void changeProjects(Consumer<Projects> change) {
    desk.withProjects(projects -> {
      change.accept(projects);
      return projects;
    });
  }

  /** A new cloud with nothing in it; clock, log and faults stay. */
  public void reset() {
    desk.told(Desk.RESET, new JsonObject());
  }

  @Override
  public void close() {
    calls.shutdownNow();
    server.stop();
    threads.shutdownNow();
    desk.close();
  }
}
