package org.stipend.cloud.probe;

import io.temporal.activity.ActivityInterface;

/**
 * Waits for a tool inside one heart-beating activity, so that waiting costs no retries. Both calls
 * fail with {@code TOOL_EXITED} as soon as the machine's run has ended, and end quietly when
 * cancelled.
 */
@ActivityInterface(namePrefix = "ToolProbe.")
public interface ToolProbe {

  /** Returns when the tool accepts connections. */
  void awaitListening(ProbeTool request);

  /** Returns when the tool answers its documented health call. */
  void awaitHealthy(ProbeTool request);
}
