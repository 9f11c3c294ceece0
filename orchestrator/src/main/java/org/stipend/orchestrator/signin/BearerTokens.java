package org.stipend.orchestrator.signin;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;

/** What programs bring, at the API and at the gate alike. */
@Component
public final class BearerTokens {

  /** Who may pass for whom, and no longer than until then. */
  public record Bearer(UUID person, Instant until) {}

  private final OidcSettings settings;
  private final People people;
  private final JwtDecoder decoder;

  BearerTokens(OidcSettings settings, People people) {
    this.settings = settings;
    this.people = people;
    // built when the first token comes: the provider may be in this very process
    this.decoder = new SupplierJwtDecoder(() -> decoder(settings));
  }

  /** Empty for a token that is none of ours, is over, or whose person is disabled. */
  public Optional<Bearer> read(String token) {
    Jwt jwt;
    try {
      jwt = decoder.decode(token);
    } catch (BadJwtException e) {
      return Optional.empty();
    }
    Person person = people.seen(Claims.identity(jwt::getClaims, settings));
    return person.disabled()
        ? Optional.empty()
        : Optional.of(
            new Bearer(person.id(), Objects.requireNonNullElse(jwt.getExpiresAt(), Instant.MAX)));
  }

  JwtDecoder decoder() {
    return decoder;
  }

  private static JwtDecoder decoder(OidcSettings settings) {
    OidcSettings.Endpoints endpoints = settings.endpoints();
    NimbusJwtDecoder decoder =
        endpoints == null
            ? NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build()
            : NimbusJwtDecoder.withJwkSetUri(endpoints.jwkSetUri()).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(settings.issuer()),
            new JwtClaimValidator<List<String>>(
                "aud", audience -> audience != null && audience.contains(settings.audience()))));
    return decoder;
  }
}
