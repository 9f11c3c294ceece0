package org.stipend.orchestrator.report;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ToolNames;

/**
 * What somebody wants to know of what was spent.
 *
 * @param person whose; null: everybody's
 * @param tool on what, "disk" for disks; null: on everything
 * @param run of which; null: of all
 */
record SpendQuery(
    By by, Days days, @Nullable UUID person, @Nullable String tool, @Nullable UUID run) {

  SpendQuery {
    if (tool != null && !tool.equals(Spent.toolOf(null)) && ToolNames.named(tool).isEmpty()) {
      throw Problem.invalid(
          "There is no tool \"%s\".".formatted(tool),
          "Name one of the tools in GET /api/catalog, or disk.");
    }
  }

  /** Whether it is about a part of it only. */
  boolean isNarrow() {
    return person != null || tool != null || run != null;
  }

  boolean asksFor(Spent.Run one) {
    return (person == null || person.equals(one.person().id()))
        && (tool == null || tool.equals(Spent.toolOf(one.tool())))
        && (run == null || run.equals(one.id()));
  }
}
