package org.stipend.standalone.identity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What tokens say of a person. Access tokens are meant for the API, ID tokens for the console. */
final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {

  static final String ROLES = "roles";
  static final String AUDIENCE = "stipend-api";

  @Override
  public void customize(JwtEncodingContext context) {
    Authentication person = requireNonNull(context.getPrincipal(), "a token for nobody");
    Figure figure = Figure.of(person.getName()).orElseThrow();
    describe(context.getClaims(), figure);
    if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      context.getClaims().audience(List.of(AUDIENCE));
    }
  }

  static void describe(JwtClaimsSet.Builder claims, Figure figure) {
    claims
        .subject(figure.id())
        .claim("name", figure.fullName())
        .claim("email", figure.email())
        .claim("email_verified", true)
        .claim(ROLES, figure.roles());
  }
}
