package org.stipend.orchestrator.disk;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;

/**
 * What a person may do with a disk that no runtime holds: asked by the commands and by the page.
 *
 * @param rights what the caller may do in its workspace
 */
record Allowed(Caller caller, Set<Right> rights, UUID owner) {

  Allowed {
    rights = Set.copyOf(rights);
  }

  List<DiskView.Action> actions() {
    return Stream.of(DiskView.Action.values()).filter(this::may).toList();
  }

  boolean may(DiskView.Action action) {
    boolean mine = owner.equals(caller.id());
    return switch (action) {
      case DELETE -> rights.contains(Right.VIEW) && (mine || rights.contains(Right.OWN));
      case LAUNCH -> rights.contains(Right.LAUNCH) && mine;
    };
  }
}
