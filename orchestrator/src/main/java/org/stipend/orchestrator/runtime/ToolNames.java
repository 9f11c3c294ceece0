package org.stipend.orchestrator.runtime;

import java.util.Locale;
import org.stipend.cloud.Tool;

/** A tool's id in the API is its name in lower case. */
final class ToolNames {

  private ToolNames() {}

  static String of(Tool tool) {
    return tool.name().toLowerCase(Locale.ROOT);
  }
}
