package org.stipend.orchestrator.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has signed in at least once.
 *
 * @param verifiedEmail in small letters, if the provider has checked that it is theirs
 */
public record Person(
    UUID id,
    String name,
    String email,
    @Nullable String verifiedEmail,
    boolean disabled,
    Set<Role> roles) {

  public Person {
    roles = Set.copyOf(roles);
  }

  public Caller asCaller() {
    return new Caller(id, name, roles);
  }
}
