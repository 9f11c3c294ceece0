package org.stipend.workers.google;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Cloud Billing as a bean, where a project of Google's is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(GoogleBillingConfiguration.ProjectConfigured.class)
@EnableConfigurationProperties(GoogleSettings.class)
public class GoogleBillingConfiguration {

  /** Either is; {@link GoogleSettings} refuses both. */
  static final class ProjectConfigured extends AnyNestedCondition {

    ProjectConfigured() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("stipend.google.project")
    static final class Shared {}

    @ConditionalOnProperty("stipend.google.project-prefix")
    static final class OwnEach {}
  }

  @Bean
  GoogleProjectBilling googleProjectBilling(GoogleSettings settings) {
    return new GoogleProjectBilling(
        BillingClient.open(settings.billing().endpoint()), settings.projects());
  }
}
