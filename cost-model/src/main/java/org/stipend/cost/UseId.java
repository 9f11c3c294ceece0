package org.stipend.cost;

import java.util.UUID;

/** Names a use: one part of one run. Made by the caller, so that a repeat is safe. */
public record UseId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
