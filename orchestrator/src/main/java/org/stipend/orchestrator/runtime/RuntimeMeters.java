package org.stipend.orchestrator.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.TableReading;

/** How many runtimes are in each state. */
@Component
final class RuntimeMeters implements MeterBinder {

  private static final Set<RuntimeState> LIVE =
      EnumSet.complementOf(EnumSet.of(RuntimeState.DELETED));

  private final JdbcClient jdbc;
  private final TableReading<Map<RuntimeState, Long>> runtimes;

  RuntimeMeters(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.runtimes = new TableReading<>(clock, Map.of(), now -> count());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (RuntimeState state : LIVE) {
      Gauge.builder("stipend.runtimes", runtimes, reading -> reading.now().getOrDefault(state, 0L))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("runtimes by the state people see")
          .register(registry);
    }
  }

  private Map<RuntimeState, Long> count() {
    return jdbc
        .sql(
            "SELECT state, count(*) AS runtimes FROM runtime WHERE state <> 'DELETED' GROUP BY state")
        .query(InState.class)
        .stream()
        .collect(Collectors.toMap(InState::state, InState::runtimes));
  }

  private record InState(RuntimeState state, long runtimes) {}
}
