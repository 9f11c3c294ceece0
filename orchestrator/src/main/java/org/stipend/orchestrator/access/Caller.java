package org.stipend.orchestrator.access;

import java.util.Set;
import java.util.UUID;
import org.stipend.cost.ResearcherId;

/**
 * The signed-in person behind a request; any controller method may ask for one.
 *
 * @param id the row in {@code person}
 */
public record Caller(UUID id, String name, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** The same person as the holder of credit. */
  public ResearcherId researcher() {
    return new ResearcherId(id);
  }
}
