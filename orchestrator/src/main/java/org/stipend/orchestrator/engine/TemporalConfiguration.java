package org.stipend.orchestrator.engine;

import io.temporal.common.converter.DataConverter;
import io.temporal.spring.boot.WorkerOptionsCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stipend.cloud.PayloadKeys;
import org.stipend.cloud.Payloads;

@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

  /**
   * Where cores are few a starved workflow looks like a deadlocked one (temporal sdk-java#2959).
   */
  private static final long DEADLOCK_MILLIS = 5_000;

  @Bean
  DataConverter payloads(@Value("${stipend.payload-keys:}") String keys) {
    return Payloads.sealed(PayloadKeys.of(keys));
  }

  @Bean
  WorkerOptionsCustomizer workers() {
    return (options, name, taskQueue) ->
        options.setUsingVirtualThreads(true).setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS);
  }
}
