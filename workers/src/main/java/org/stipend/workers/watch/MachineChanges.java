package org.stipend.workers.watch;

import java.util.UUID;

/** Tells whoever waits for it that a runtime's machine is no longer as it was. */
public interface MachineChanges {

  /** May be called twice for one change; may take its time. */
  void changed(UUID runtime);
}
