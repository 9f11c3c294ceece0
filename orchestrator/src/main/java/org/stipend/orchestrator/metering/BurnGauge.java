package org.stipend.orchestrator.metering;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What everything together burns, for dashboards. */
@Component
final class BurnGauge implements MeterBinder {

  private final Costs costs;
  private final InstantSource clock;

  BurnGauge(Costs costs, InstantSource clock) {
    this.costs = costs;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            "stipend.burn.nanos.per.hour", this, gauge -> costs.totalNanosPerHour(clock.instant()))
        .description("What all open usage costs per hour, in nano-dollars")
        .register(registry);
  }
}
