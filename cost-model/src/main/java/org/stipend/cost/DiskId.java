package org.stipend.cost;

import java.util.UUID;

/** Names a disk. Made by the caller, so that a repeat is safe. */
public record DiskId(UUID value) implements ResourceId {

  @Override
  public String toString() {
    return value.toString();
  }
}
