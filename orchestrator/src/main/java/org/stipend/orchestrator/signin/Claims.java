package org.stipend.orchestrator.signin;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.stipend.orchestrator.access.Identity;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.web.Visible;

/** Reads an {@link Identity} from what a token of the provider claims. */
final class Claims {

  private static final int LONGEST = 200;

  private Claims() {}

  static Identity identity(ClaimAccessor claims, OidcSettings settings) {
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
    if (value == null || !value.matches(Visible.TEXT)) {
      return null;
    }
    return value
        .strip()
        .codePoints()
        .limit(LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
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
