package org.stipend.workers.local;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.stipend.workers.probe.HttpToolProbe;
import org.stipend.workers.probe.ProbeSettings;
import org.stipend.workers.watch.MachineChanges;

/** The {@code local} provider's activities as beans, and when its tools start and end with it. */
@Configuration(proxyBeanMethods = false)
@Conditional(LocalConfiguration.Here.class)
@EnableConfigurationProperties(LocalSettings.class)
public class LocalConfiguration {

  /** Where tools run on this computer, or have: what was started here is ended here. */
  static final class Here extends AnyNestedCondition {

    Here() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty(
        name = "stipend.place.provider",
        havingValue = "local",
        matchIfMissing = true)
    static final class ThePlace {}

    @ConditionalOnProperty("stipend.local.directory")
    static final class Kept {}
  }

  /** Below the workers' phase 0: tools end when no call can start another. */
  private static final int AFTER_THE_WORKERS = -100;

  @Bean(destroyMethod = "")
  LocalProvider localProvider(LocalSettings settings, MachineChanges changes, InstantSource clock) {
    return LocalProvider.open(settings, changes, clock);
  }

  // Temporal's starter looks for the annotation on the type a method declares

  @Bean
  LocalMachines localMachines(LocalProvider provider) {
    return provider.machines();
  }

  @Bean
  LocalDisks localDisks(LocalProvider provider) {
    return provider.disks();
  }

  @Bean
  LocalInventory localInventory(LocalProvider provider) {
    return provider.inventory();
  }

  @Bean
  HttpToolProbe localToolProbe(
      LocalMachines machines, ProbeSettings settings, InstantSource clock) {
    return new HttpToolProbe(machines, settings, clock);
  }

  @Bean
  SmartLifecycle localProviderLifecycle(LocalProvider provider) {
    return new Lifecycle(provider);
  }

  private static final class Lifecycle implements SmartLifecycle {

    private final LocalProvider provider;
    private volatile boolean running;

    private Lifecycle(LocalProvider provider) {
      this.provider = provider;
    }

    @Override
    public void start() {
      provider.announce();
      running = true;
    }

    @Override
    public void stop() {
      provider.close();
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public int getPhase() {
      return AFTER_THE_WORKERS;
    }
  }
}
