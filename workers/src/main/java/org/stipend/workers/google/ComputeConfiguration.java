package org.stipend.workers.google;

import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stipend.workers.pause.Pause;
import org.stipend.workers.watch.MachineChanges;

/** Compute Engine's activities as beans, where machines are made there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "stipend.place.provider", havingValue = "gce")
@EnableConfigurationProperties({ComputeSettings.class, GoogleSettings.class})
public class ComputeConfiguration {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Bean
  ComputeClients computeClients(ComputeSettings settings) {
    return ComputeClients.open(settings.emulator());
  }

  @Bean
  ComputeProvider computeProvider(
      ComputeSettings settings,
      GoogleSettings google,
      ComputeClients clients,
      Pause pause,
      InstantSource clock) {
    return ComputeProvider.of(
        settings,
        google.territory(),
        google.region(),
        clients,
        () -> Activity.getExecutionContext().heartbeat(null),
        () -> pause(pause),
        clock);
  }

  private static void pause(Pause pause) {
    try {
      pause.of(PAUSE);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("this process ends; another worker goes on", ending);
    }
  }

  // Temporal's starter looks for the annotation on the type a method declares

  @Bean
  GoogleMachines googleMachines(ComputeProvider provider) {
    return provider.machines();
  }

  @Bean
  GoogleDisks googleDisks(ComputeProvider provider) {
    return provider.diskActivities();
  }

  @Bean
  GoogleInventory googleInventory(ComputeProvider provider) {
    return provider.inventory();
  }

  @Bean
  GoogleToolProbe googleToolProbe(
      ComputeProvider provider,
      ComputeClients clients,
      GoogleSettings google,
      Pause pause,
      InstantSource clock) {
    var trouble = new GuestTrouble(clients.instances(), google.territory());
    return new GoogleToolProbe(provider.machines(), trouble, pause, clock);
  }

  @Bean(initMethod = "start")
  GoogleWatch googleWatch(ComputeProvider provider, MachineChanges changes, Pause pause) {
    return new GoogleWatch(provider.inventory(), changes, pause);
  }
}
