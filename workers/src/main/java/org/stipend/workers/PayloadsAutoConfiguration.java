package org.stipend.workers;

import io.temporal.common.converter.DataConverter;
import io.temporal.spring.boot.autoconfigure.RootNamespaceAutoConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.stipend.cloud.PayloadKeys;
import org.stipend.cloud.Payloads;

/** Messages are read and written as the other side does, unless the application says how. */
@AutoConfiguration(before = RootNamespaceAutoConfiguration.class)
public class PayloadsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(DataConverter.class)
  DataConverter payloadConverter(@Value("${stipend.payload-keys:}") String keys) {
    return Payloads.sealed(PayloadKeys.of(keys));
  }
}
