package org.stipend.orchestrator.signin;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/**
 * What a browser session remembers: which person it belongs to. Its name is the person's id, by
 * which their sessions are found and ended. Roles are not in it: they are looked up on every
 * request, so that taking one away counts at once.
 */
final class SignedIn extends DefaultOidcUser {

  private static final long serialVersionUID = 1;

  private final UUID person;

  SignedIn(UUID person, OidcIdToken token) {
    super(List.of(), token);
    this.person = person;
  }

  UUID person() {
    return person;
  }

  @Override
  public String getName() {
    return person.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedIn signedIn && signedIn.person.equals(person);
  }

  @Override
  public int hashCode() {
    return person.hashCode();
  }
}
