package org.stipend.workers.google;

import io.temporal.spring.boot.ActivityImpl;
import java.time.Duration;
import java.time.InstantSource;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;
import org.stipend.workers.pause.Pause;
import org.stipend.workers.probe.HttpToolProbe;
import org.stipend.workers.probe.ProbeSettings;

/** Looks at a tool from beside its machine, in the same network, and hears what its guest says. */
@ActivityImpl(taskQueues = GoogleSettings.TASK_QUEUE)
final class GoogleToolProbe implements ToolProbe {

  /** Each look is two calls, and a project has some twenty a second for all its machines. */
  private static final ProbeSettings PATIENCE =
      new ProbeSettings(Duration.ofSeconds(2), Duration.ofMinutes(10));

  private final HttpToolProbe probe;

  GoogleToolProbe(GoogleMachines machines, GuestTrouble trouble, Pause pause, InstantSource clock) {
    this.probe = new HttpToolProbe(machines, PATIENCE, pause, clock, trouble);
  }

  @Override
  public void awaitListening(ProbeTool request) {
    probe.awaitListening(request);
  }

  @Override
  public void awaitHealthy(ProbeTool request) {
    probe.awaitHealthy(request);
  }
}
