package org.stipend.orchestrator.engine;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.spring.boot.WorkerOptionsCustomizer;
import io.temporal.spring.boot.WorkflowImplementationOptionsCustomizer;
import io.temporal.worker.NonDeterministicException;
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
  PayloadKeys payloadKeys(@Value("${stipend.payload-keys:}") String keys) {
    return PayloadKeys.of(keys);
  }

  @Bean
  DataConverter payloads(PayloadKeys keys) {
    return Payloads.sealed(keys);
  }

  /**
   * What does not open was not said by us, and a history that the workflow cannot follow is none of
   * its own. It ends, and comes back from its row; to try it again and again would leave it stuck.
   */
  @Bean
  WorkflowImplementationOptionsCustomizer workflows() {
    return (options, worker, type, method) ->
        options.setFailWorkflowExceptionTypes(
            DataConverterException.class, NonDeterministicException.class);
  }

  @Bean
  WorkerOptionsCustomizer workers() {
    return (options, name, taskQueue) ->
        options.setUsingVirtualThreads(true).setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS);
  }
}
