package org.stipend.orchestrator.proxy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;

/**
 * One browser's proven right to one runtime, with where its tool is now.
 *
 * @param state as people see it, or {@link #LOCKED}
 * @param target where to; null unless the runtime is running and wanted so, and not locked
 * @param checkedAt when all of this was read
 */
record Pass(
    Token.Hash cookie,
    UUID person,
    RuntimeId runtime,
    WorkspaceId workspace,
    Tool tool,
    String state,
    @Nullable Target target,
    Instant checkedAt) {

  /** It runs, and nobody can open its secret. */
  static final String LOCKED = "LOCKED";

  /** The tool's address and what it demands of whoever calls there. */
  record Target(URI address, String secret) {

    @Override
    public String toString() {
      return "Target[" + address + "]";
    }
  }

  /** Whether what was opened with an earlier pass may stay open with this one. */
  boolean leadsWhere(Pass earlier) {
    return target != null && target.equals(earlier.target());
  }

  boolean isFresh(Instant now, Duration believed) {
    return now.isBefore(checkedAt.plus(believed)) && !now.isBefore(checkedAt);
  }
}
