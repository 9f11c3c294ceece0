package org.stipend.workers.probe;

import java.util.Set;
import org.stipend.cloud.Tool;

/**
 * The documented health call of a tool and how the secret is shown to it, the same way as the proxy
 * shows it.
 */
record ToolHealth(String path, Set<Integer> healthy, String header, String prefix) {

  static ToolHealth of(Tool tool) {
    return switch (tool) {
      case JUPYTER -> new ToolHealth("/api", Set.of(200), "Authorization", "token ");
      case TERMINAL -> new ToolHealth("/", Set.of(200, 302), "Authorization", "token ");
      case RSTUDIO -> new ToolHealth("/", Set.of(200, 302), "X-Stipend-Secret", "");
      case CROMWELL -> new ToolHealth("/engine/v1/status", Set.of(200), "X-Stipend-Secret", "");
    };
  }
}
