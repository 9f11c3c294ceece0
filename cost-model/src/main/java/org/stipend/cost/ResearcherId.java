package org.stipend.cost;

import java.util.UUID;

/**
 * Names a person who may hold credit and launch runtimes. Made by the caller, so that a repeat is
 * safe.
 */
public record ResearcherId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
