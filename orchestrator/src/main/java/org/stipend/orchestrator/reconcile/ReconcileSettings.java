package org.stipend.orchestrator.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled the kill switch: off, nothing is looked at by itself, and nothing is done
 * @param every how often the rows are held against the cloud
 */
@ConfigurationProperties("stipend.reconcile")
record ReconcileSettings(
    @DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration every) {

  ReconcileSettings {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("stipend.reconcile.every is " + every);
    }
  }
}
