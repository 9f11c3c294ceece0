package org.stipend.orchestrator.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The OpenID provider people sign in at.
 *
 * @param issuer as it names itself in its tokens
 * @param audience what access tokens for this API must be meant for; never the client's id, else ID
 *     tokens would pass as bearer tokens
 * @param rolesClaim a claim whose values seed the roles of a person at first sight, or null: then
 *     everybody starts as a researcher
 * @param endpoints where the provider is, or null: then it is asked when it is first needed
 */
@ConfigurationProperties("stipend.oidc")
record OidcSettings(
    String issuer,
    String clientId,
    String clientSecret,
    String audience,
    @Nullable String rolesClaim,
    @Nullable Endpoints endpoints) {

  OidcSettings {
    if (issuer.isBlank() || clientId.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException(
          "stipend.oidc.issuer, client-id and audience must not be empty");
    }
    if (audience.equals(clientId)) {
      throw new IllegalArgumentException(
          "stipend.oidc.audience must differ from client-id " + clientId);
    }
  }

  /** For a provider in the same process, which cannot be asked before it has started. */
  record Endpoints(String authorizationUri, String tokenUri, String jwkSetUri) {}
}
