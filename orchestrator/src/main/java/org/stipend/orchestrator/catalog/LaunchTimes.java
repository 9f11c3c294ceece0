package org.stipend.orchestrator.catalog;

import java.util.Map;
import org.stipend.cloud.Tool;

/** How long people usually wait for a tool; runtimes know. */
public interface LaunchTimes {

  /** Seconds from launch to open; a tool without history is absent. */
  Map<Tool, Integer> usualSecondsToOpen();
}
