package org.stipend.workers.google;

import com.google.cloud.compute.v1.Operation;
import java.time.Duration;
import java.util.List;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;

/** How the last run of a machine that is off came to its end. */
final class Endings {

  /** Google ends a run up to so much before or after the instant it names. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private Endings() {}

  /**
   * @param done all that was done to it, the newest last
   */
  static MachineState.Stopped of(Vm vm, List<Operation> done) {
    return new MachineState.Stopped(
        vm.name(),
        vm.lastRun().generation(),
        vm.startedAt(),
        vm.stoppedAt(),
        cause(vm, done),
        null,
        "",
        false);
  }

  static StopCause cause(Vm vm, List<Operation> done) {
    if (vm.metadata().containsKey(Vm.CAUSE)) return StopCause.valueOf(vm.metadata().get(Vm.CAUSE));
    if (vm.ended().filter(ended -> !ended.isBefore(vm.lastRun())).isPresent()) {
      return StopCause.REQUESTED;
    }
    boolean isItsTime = !vm.stoppedAt().isBefore(vm.runsUntil().minus(SLACK));
    return switch (lastEnd(vm, done)) {
      case "compute.instances.preempted" -> StopCause.PREEMPTED;
      case "compute.instances.hostError" -> StopCause.LOST;
      case "compute.instances.guestTerminate" ->
          isItsTime ? StopCause.RUN_LIMIT : StopCause.POWERED_OFF;
      case "stop", "suspend" -> isItsTime ? StopCause.RUN_LIMIT : StopCause.OUTSIDE;
      default -> isItsTime ? StopCause.RUN_LIMIT : StopCause.LOST;
    };
  }

  /** What ended the run that began last; empty where Google remembers nothing of it. */
  private static String lastEnd(Vm vm, List<Operation> done) {
    return done.stream()
        .filter(operation -> !ComputeError.of(operation).isPresent())
        .filter(operation -> !Vm.instant(operation.getInsertTime()).isBefore(vm.startedAt()))
        .map(Operation::getOperationType)
        .filter(Endings::endsRun)
        .reduce("", (_, newer) -> newer);
  }

  private static boolean endsRun(String type) {
    return switch (type) {
      case "stop",
          "suspend",
          "compute.instances.preempted",
          "compute.instances.hostError",
          "compute.instances.guestTerminate" ->
          true;
      default -> false;
    };
  }
}
