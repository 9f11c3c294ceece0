package org.stipend.workers;

import io.temporal.client.WorkflowClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.stipend.workers.google.ComputeConfiguration;
import org.stipend.workers.google.GoogleBillingConfiguration;
import org.stipend.workers.local.LocalConfiguration;
import org.stipend.workers.pause.Pause;
import org.stipend.workers.probe.ProbeSettings;
import org.stipend.workers.watch.MachineChanges;

/**
 * All that the hands do, for an application that brings a clock and Temporal's starter. The
 * activities name their task queue themselves: the starter must be told {@code
 * spring.temporal.workers-auto-discovery.register-activity-beans=true}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProbeSettings.class)
@Import({
  LocalConfiguration.class,
  ComputeConfiguration.class,
  GoogleBillingConfiguration.class,
  WorkersStop.class
})
public class WorkersConfiguration {

  @Bean
  Pause pause() {
    return Pause.sleeping();
  }

  @Bean
  MachineChanges machineChanges(WorkflowClient client) {
    return new WorkflowPokes(client);
  }
}
