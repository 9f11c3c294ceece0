package org.stipend.orchestrator.access;

import java.util.Set;
import java.util.UUID;

/** Somebody who has signed in at least once. */
public record Person(UUID id, String name, String email, boolean disabled, Set<Role> roles) {

  public Person {
    roles = Set.copyOf(roles);
  }

  public Caller asCaller() {
    return new Caller(id, name, roles);
  }
}
