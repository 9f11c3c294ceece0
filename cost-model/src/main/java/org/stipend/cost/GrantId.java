package org.stipend.cost;

import java.util.UUID;

/** Names a grant. Made by the caller, so that a repeat is safe. */
public record GrantId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
