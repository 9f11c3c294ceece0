package org.stipend.orchestrator.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.runtime.RuntimeView.StepView;
import org.stipend.orchestrator.runtime.RuntimeView.StepView.Progress;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** What was done for the present wish, what is being done, and what still will be. */
@Component
final class Timelines {

  private final Steps steps;

  Timelines(Steps steps) {
    this.steps = steps;
  }

  /** Usual seconds of each step, read once for a whole page. */
  record Usual(Map<Steps.Name, Long> seconds) {

    @Nullable Long of(Steps.Name step) {
      return seconds.get(step);
    }
  }

  Usual usual() {
    return new Usual(steps.usualSeconds());
  }

  List<StepView> of(RuntimeRow row, Usual usual) {
    List<Steps.Step> taken = steps.of(row.id(), row.wanted().wish());
    List<StepView> timeline = new ArrayList<>();
    for (Steps.Step step : taken) {
      timeline.add(
          new StepView(
              step.name(),
              step.failed()
                  ? Progress.FAILED
                  : step.finishedAt() == null ? Progress.CURRENT : Progress.DONE,
              step.startedAt(),
              step.finishedAt(),
              step.finishedAt() == null ? step.startedAt().plus(Steps.SOFT_LIMIT) : null,
              usual.of(step.name()),
              1));
    }
    for (Steps.Name ahead : ahead(row, taken)) {
      timeline.add(new StepView(ahead, Progress.WAITING, null, null, null, usual.of(ahead), 1));
    }
    return List.copyOf(timeline);
  }

  private static List<Steps.Name> ahead(RuntimeRow row, List<Steps.Step> taken) {
    boolean isLaunch = row.desired() == Desired.RUNNING && row.state() == RuntimeState.STARTING;
    if (!isLaunch) {
      return List.of();
    }
    List<Steps.Name> begun = taken.stream().map(Steps.Step::name).toList();
    return List.of(Steps.Name.VM, Steps.Name.TOOL, Steps.Name.HEALTH).stream()
        .filter(step -> !begun.contains(step))
        .toList();
  }
}
