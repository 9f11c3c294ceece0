package org.stipend.standalone.fleet;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Temporal's server for tests, on a clock that it shares with everything else. By itself it would
 * move its own time, and not while anybody works; what is waited for in the cloud would never come.
 */
final class HeldTemporal implements AutoCloseable {

  private static final String HOST = "127.0.0.1:";

  private final TestServicesStarter services;
  private final Object timer;
  private final Server server;

  private HeldTemporal(TestServicesStarter services, Object timer, Server server) {
    this.services = services;
    this.timer = timer;
    this.server = server;
  }

  static HeldTemporal on(InstantSource clock, ServerInterceptor witness) {
    var services = new TestServicesStarter(true, clock.millis());
    Object timer = get(services, "selfAdvancingTimer");
    locked(
        timer,
        () -> {
          set(timer, "systemClock", clock.withZone(ZoneOffset.UTC));
          set(timer, "systemTimeMsLastAdvancedWhileLocked", clock.millis());
          return timer;
        });
    var builder = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create());
    services.getServices().forEach(builder::addService);
    try {
      return new HeldTemporal(services, timer, builder.intercept(witness).build().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String target() {
    return HOST + server.getPort();
  }

  /** Looks at the clock: what is due happens. */
  void tick() {
    try {
      Method skip = timer.getClass().getMethod("skip", Duration.class);
      skip.setAccessible(true);
      skip.invoke(timer, Duration.ZERO);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of Temporal's test server", e);
    }
  }

  /** When its next timer is due. */
  Optional<Instant> next() {
    return locked(
        timer,
        () ->
            ((Collection<?>) get(timer, "tasks"))
                .stream()
                    .filter(task -> !(Boolean) get(task, "canceled"))
                    .map(task -> Instant.ofEpochMilli((Long) get(task, "executionTime")))
                    .min(Instant::compareTo));
  }

  @Override
  public void close() {
    server.shutdownNow();
    services.close();
  }

  private static <T> T locked(Object timer, Supplier<T> work) {
    Lock lock = (Lock) get(timer, "lock");
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static Object get(Object of, String name) {
    try {
      return field(of, name).get(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of Temporal's test server", e);
    }
  }

  private static void set(Object of, String name, Object value) {
    try {
      field(of, name).set(of, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of Temporal's test server", e);
    }
  }

  private static Field field(Object of, String name) throws NoSuchFieldException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
