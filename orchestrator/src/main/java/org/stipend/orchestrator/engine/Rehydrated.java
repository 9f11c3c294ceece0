package org.stipend.orchestrator.engine;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows whose workflow must exist, so that the {@link Loader} can bring it back. */
public interface Rehydrated {

  Topic topic();

  /** The workflow's id for a row's key. */
  String workflowId(UUID key);

  /** Live rows in key order, from behind {@code after}. */
  List<Live> live(@Nullable UUID after, int limit);

  /** Raises the version of every live row, which fences whoever acts for an older one. */
  void raiseAll();

  record Live(UUID key, long version) {}
}
