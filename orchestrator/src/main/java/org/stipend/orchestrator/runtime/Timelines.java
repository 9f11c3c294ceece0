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
  private final ZoneSearch zones;

  Timelines(Steps steps, ZoneSearch zones) {
    this.steps = steps;
    this.zones = zones;
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

  /**
   * @param inZones its place has zones
   */
  List<StepView> of(RuntimeRow row, boolean inZones, Usual usual) {
    List<Steps.Step> taken = steps.of(row.id(), row.wanted().wish());
    List<StepView> timeline = new ArrayList<>();
    for (Steps.Step step : taken) {
      List<String> notes = step.name() == Steps.Name.CAPACITY ? search(row) : List.of();
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
              Math.max(1, step.failed() ? notes.size() : notes.size() + 1),
              notes));
    }
    for (Steps.Name ahead : ahead(row, inZones, taken)) {
      timeline.add(
          new StepView(ahead, Progress.WAITING, null, null, null, usual.of(ahead), 1, List.of()));
    }
    return List.copyOf(timeline);
  }

  /** Which zones had no room, and what was tried then. */
  private List<String> search(RuntimeRow row) {
    List<Zones.Tried> tried = zones.tried(row.id(), row.wanted().wish());
    return tried.isEmpty()
        ? List.of()
        : Zones.inWords(row.machineType(), tried, zones.most(row.asked().place()));
  }

  private static List<Steps.Name> ahead(RuntimeRow row, boolean inZones, List<Steps.Step> taken) {
    boolean isLaunch = row.desired() == Desired.RUNNING && row.state() == RuntimeState.STARTING;
    if (!isLaunch) {
      return List.of();
    }
    List<Steps.Name> begun = taken.stream().map(Steps.Step::name).toList();
    return List.of(
            inZones ? Steps.Name.CAPACITY : Steps.Name.VM, Steps.Name.TOOL, Steps.Name.HEALTH)
        .stream()
        .filter(step -> !begun.contains(step))
        .toList();
  }
}
