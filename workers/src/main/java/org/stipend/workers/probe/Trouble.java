package org.stipend.workers.probe;

import java.util.Optional;
import org.stipend.cloud.machine.MachineName;

/** What a machine says by itself of why its tool will not come. */
public interface Trouble {

  /** Empty while there is hope; else what the workflow is told. */
  Optional<RuntimeException> of(MachineName machine);
}
