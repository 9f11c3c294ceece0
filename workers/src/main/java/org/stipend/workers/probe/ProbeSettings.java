package org.stipend.workers.probe;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval between two looks at a tool that does not answer yet
 * @param deadline how long after its start a tool must be healthy
 */
@ConfigurationProperties("stipend.probe")
public record ProbeSettings(
    @DefaultValue("250ms") Duration interval, @DefaultValue("3m") Duration deadline) {

  public ProbeSettings {
    positive("interval", interval);
    positive("deadline", deadline);
  }

  private static void positive(String property, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("stipend.probe." + property + " is " + value);
    }
  }
}
