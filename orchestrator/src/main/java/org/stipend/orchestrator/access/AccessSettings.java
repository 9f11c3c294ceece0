package org.stipend.orchestrator.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param firstAdmin the e-mail address or subject of who becomes admin when they sign in and nobody
 *     is admin yet; all other roles are given in the application
 */
@ConfigurationProperties("stipend")
record AccessSettings(@Nullable String firstAdmin) {}
