package org.stipend.cost;

import java.util.UUID;

/** Names a workspace. Made by the caller, so that a repeat is safe. */
public record WorkspaceId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
