package org.stipend.orchestrator.access;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;

/**
 * Who the provider says somebody is.
 *
 * @param verifiedEmail the address if the provider has checked that it is theirs
 * @param roles claimed for a person never seen before; null when the provider does not say
 */
record Identity(
    String issuer,
    String subject,
    @Nullable String name,
    @Nullable String email,
    @Nullable String verifiedEmail,
    @Nullable Set<Role> roles) {

  private static final int LONGEST = 200;

  static Identity of(ClaimAccessor claims, OidcSettings settings) {
    String email = text(claims, "email");
    return new Identity(
        settings.issuer(),
        requireNonNull(claims.getClaimAsString("sub"), "a token without a subject"),
        text(claims, "name"),
        email,
        Boolean.TRUE.equals(claims.getClaim("email_verified")) ? email : null,
        settings.rolesClaim() == null ? null : roles(claims.getClaim(settings.rolesClaim())));
  }

  private static @Nullable String text(ClaimAccessor claims, String claim) {
    String value = claims.getClaimAsString(claim);
    if (value == null || value.isBlank()) {
      return null;
    }
    return value.strip().substring(0, Math.min(value.strip().length(), LONGEST));
  }

  /** Values that are no role of ours are somebody else's business. */
  private static Set<Role> roles(@Nullable Object claim) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (claim instanceof Collection<?> values) {
      for (Role role : Role.values()) {
        if (values.stream().anyMatch(value -> role.name().equals(upper(value)))) {
          roles.add(role);
        }
      }
    }
    return roles;
  }

  private static String upper(Object value) {
    return value.toString().toUpperCase(Locale.ROOT);
  }
}
