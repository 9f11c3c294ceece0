package org.stipend.orchestrator.runtime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.stipend.cost.RuntimeId;

/**
 * Where people reach tools: every runtime has a web origin of its own.
 *
 * @param toolUrlTemplate with {@code {runtime}} where the runtime's id goes, for example {@code
 *     http://{runtime}.localhost:8081}
 */
@ConfigurationProperties("stipend")
record ToolAddresses(String toolUrlTemplate) {

  private static final String PLACE = "{runtime}";

  ToolAddresses {
    if (!toolUrlTemplate.contains(PLACE)) {
      throw new IllegalArgumentException(
          "stipend.tool-url-template needs " + PLACE + ": " + toolUrlTemplate);
    }
  }

  String originOf(RuntimeId runtime) {
    return toolUrlTemplate.replace(PLACE, runtime.toString());
  }
}
