package org.stipend.orchestrator.billing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param serviceAccount as which the platform links projects: it has to be given the right on an
 *     account
 */
@ConfigurationProperties("stipend.billing")
record BillingSettings(@Nullable String serviceAccount) {}
