package org.stipend.orchestrator.runtime.workflow;

import java.util.UUID;

/**
 * @param machineChanged a look at the machine that is still owed: by an earlier run, or because
 *     nobody listened before this execution
 */
public record RuntimeInput(
    int schemaVersion, UUID runtime, long generation, boolean machineChanged) {

  private static final int VERSION = 1;

  public static RuntimeInput of(UUID runtime, long generation) {
    return new RuntimeInput(VERSION, runtime, generation, true);
  }
}
