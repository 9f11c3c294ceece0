package org.stipend.workers;

import io.temporal.client.WorkflowClient;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.stipend.cloud.machine.Machines;
import org.stipend.workers.google.GoogleBillingConfiguration;
import org.stipend.workers.local.LocalConfiguration;
import org.stipend.workers.local.MachineChanges;
import org.stipend.workers.probe.HttpToolProbe;
import org.stipend.workers.probe.ProbeSettings;

/**
 * All that the hands do, for an application that brings a clock and Temporal's starter. The
 * activities name their task queue themselves: the starter must be told {@code
 * spring.temporal.workers-auto-discovery.register-activity-beans=true}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProbeSettings.class)
@Import({LocalConfiguration.class, GoogleBillingConfiguration.class, WorkersStop.class})
public class WorkersConfiguration {

  @Bean
  MachineChanges machineChanges(WorkflowClient client) {
    return new WorkflowPokes(client);
  }

  @Bean
  HttpToolProbe toolProbe(Machines machines, ProbeSettings settings, InstantSource clock) {
    return new HttpToolProbe(machines, settings, clock);
  }
}
