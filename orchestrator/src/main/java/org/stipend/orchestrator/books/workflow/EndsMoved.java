package org.stipend.orchestrator.books.workflow;

import java.util.List;
import java.util.UUID;
import org.stipend.cloud.machine.LimitMachine;

/** The calls that came back. */
public record EndsMoved(int schemaVersion, UUID researcher, List<LimitMachine> done) {

  private static final int VERSION = 1;

  public static EndsMoved of(UUID researcher, List<LimitMachine> done) {
    return new EndsMoved(VERSION, researcher, done);
  }
}
