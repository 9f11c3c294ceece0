package org.stipend.cost;

import java.util.UUID;

/** Names a runtime. Made by the caller, so that a repeat is safe. */
public record RuntimeId(UUID value) implements ResourceId {

  @Override
  public String toString() {
    return value.toString();
  }
}
