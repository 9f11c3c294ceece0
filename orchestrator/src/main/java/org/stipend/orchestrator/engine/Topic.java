package org.stipend.orchestrator.engine;

/** Which kind of workflow a poke goes to; its id is {@code topic/key} in lower case. */
public enum Topic {
  RUNTIME,
  DISK,
  CREDIT
}
