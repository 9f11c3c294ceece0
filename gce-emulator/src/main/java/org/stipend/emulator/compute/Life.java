package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Scheduling;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stipend.emulator.wire.Reference;

/**
 * How a machine comes to run and stops. Each change of course begins a new stretch of its life;
 * what was to happen in an earlier one does not.
 */
final class Life {

  private static final Duration NOTICE = Duration.ofSeconds(30);
  private static final Duration GUEST_STOPS = Duration.ofSeconds(5);
  private static final Duration REPAIR = Duration.ofSeconds(60);
  private static final String OWN_END = "stipend-end";
  private static final String RUNNING = "RUNNING";

  private final World world;
  private final ProjectState project;
  private final Map<String, Integer> stretches = new HashMap<>();

  Life(World world, ProjectState project) {
    this.world = world;
    this.project = project;
  }

  void turns(Reference vm, String status) {
    stretches.merge(vm.path(), 1, Integer::sum);
    becomes(vm, status);
  }

  void becomes(Reference vm, String status) {
    project.instances().change(vm, instance -> instance.toBuilder().setStatus(status).build());
  }

  /** In this stretch of its life, or not at all. */
  void later(Reference vm, Duration in, Runnable what) {
    int stretch = stretches.getOrDefault(vm.path(), 0);
    world
        .events()
        .at(
            world.now().plus(in),
            () -> {
              if (stretches.getOrDefault(vm.path(), 0) == stretch) what.run();
            });
  }

  void runs(Reference vm) {
    turns(vm, RUNNING);
    Instance instance =
        project
            .instances()
            .change(
                vm,
                started ->
                    started.toBuilder().setLastStartTimestamp(Times.print(world.now())).build());
    boots(vm);
    if (!project.standing().isBillingOn()) losesBilling(vm);
    if (!instance.getScheduling().hasMaxRunDuration()) return;
    Duration most = Duration.ofSeconds(instance.getScheduling().getMaxRunDuration().getSeconds());
    later(vm, most, () -> reachedLimit(vm));
  }

  /** From power on: what the guest says and reports. */
  void boots(Reference vm) {
    Instance instance = project.instances().get(vm);
    guest(vm).powersOn();
    Booting.of(instance, project.trouble(vm), world.now())
        .forEach((after, step) -> later(vm, after, () -> goesOn(guest(vm), step)));
    later(vm, Duration.ZERO, () -> watchesItsEnd(vm));
  }

  private static void goesOn(Guest guest, Consumer<Guest> step) {
    if (!guest.hasFailed()) step.accept(guest);
  }

  /** The guest reads when it is to power itself off: once it is up, and whenever that changes. */
  void watchesItsEnd(Reference vm) {
    if (!is(vm, RUNNING) || !guest(vm).looksAfterItself()) return;
    ownEnd(vm)
        .ifPresent(end -> {
          Duration left = Duration.between(world.now(), end);
          later(vm, left.isNegative() ? Duration.ZERO : left, () -> endsItself(vm, end));
        });
  }

  /** Unless its end was moved meanwhile. */
  private void endsItself(Reference vm, Instant end) {
    if (!guest(vm).looksAfterItself() || !ownEnd(vm).equals(Optional.of(end))) return;
    guest(vm).says("stipend: powering off: " + end + " has come");
    shutsItselfDown(vm);
  }

  private Optional<Instant> ownEnd(Reference vm) {
    Optional<String> written = Attributes.value(project.instances().get(vm).getMetadata(), OWN_END);
    try {
      return written.map(Instant::parse);
    } catch (DateTimeParseException e) {
      guest(vm).says("stipend: " + OWN_END + " is no instant: " + written.orElse(""));
      return Optional.empty();
    }
  }

  boolean is(Reference vm, String... statuses) {
    return project
        .instances()
        .find(vm)
        .filter(instance -> List.of(statuses).contains(instance.getStatus()))
        .isPresent();
  }

  Stream<Listening> listening() {
    return project.instances().all().stream()
        .filter(instance -> instance.getStatus().equals(RUNNING))
        .map(Instance::getSelfLink)
        .flatMap(link -> Reference.parse(link, project.id()).stream())
        .flatMap(vm -> guest(vm).listening().stream());
  }

  private Guest guest(Reference vm) {
    return project.guest(vm);
  }

  void suspends(Reference vm) {
    turns(vm, "SUSPENDED");
    project
        .instances()
        .change(
            vm,
            slept -> slept.toBuilder().setLastSuspendedTimestamp(Times.print(world.now())).build());
  }

  void stops(Reference vm) {
    turns(vm, "TERMINATED");
    guest(vm).forgets();
    project
        .instances()
        .change(
            vm,
            stopped -> stopped.toBuilder().setLastStopTimestamp(Times.print(world.now())).build());
  }

  void isGone(Reference vm) {
    Instance instance = project.instances().get(vm);
    stretches.merge(vm.path(), 1, Integer::sum);
    for (AttachedDisk attached : instance.getDisksList()) {
      Attachments.release(world, project, vm, attached);
      if (attached.getAutoDelete()) project.disks().remove(Attachments.disk(project, attached));
    }
    project.instances().remove(vm);
    project.forgetGuest(vm);
  }

  /** Nobody pays any more for what runs. */
  void losesBilling() {
    for (Instance instance : project.instances().all()) {
      Reference.parse(instance.getSelfLink(), project.id()).ifPresent(this::losesBilling);
    }
  }

  private void losesBilling(Reference vm) {
    if (!is(vm, RUNNING)) return;
    happens("stop", vm, "Billing is disabled for this project.");
    turns(vm, "STOPPING");
    later(vm, NOTICE, () -> stops(vm));
  }

  private void reachedLimit(Reference vm) {
    Scheduling scheduling = project.instances().get(vm).getScheduling();
    boolean isDelete = scheduling.getInstanceTerminationAction().equals("DELETE");
    happens(isDelete ? "delete" : "stop", vm, "Instance reached its maximum run duration.");
    ends(vm, NOTICE);
  }

  /** Taken back by Google, thirty seconds after it said so. */
  void isPreempted(Reference vm) {
    if (!is(vm, RUNNING)) return;
    happens("compute.instances.preempted", vm, "Instance was preempted.");
    ends(vm, NOTICE);
  }

  void shutsItselfDown(Reference vm) {
    if (!is(vm, RUNNING)) return;
    happens("compute.instances.guestTerminate", vm, "Instance terminated by guest OS shutdown.");
    turns(vm, "STOPPING");
    later(vm, GUEST_STOPS, () -> stops(vm));
  }

  void losesItsHost(Reference vm) {
    if (!is(vm, RUNNING)) return;
    happens("compute.instances.hostError", vm, "Instance terminated due to host error.");
    if (!project.instances().get(vm).getScheduling().getAutomaticRestart()) {
      stops(vm);
      return;
    }
    turns(vm, "REPAIRING");
    guest(vm).forgets();
    later(vm, REPAIR, () -> isRestarted(vm));
  }

  private void isRestarted(Reference vm) {
    happens("compute.instances.automaticRestart", vm, "Instance was automatically restarted.");
    runs(vm);
  }

  private void ends(Reference vm, Duration in) {
    Scheduling scheduling = project.instances().get(vm).getScheduling();
    boolean isDelete = scheduling.getInstanceTerminationAction().equals("DELETE");
    turns(vm, "STOPPING");
    later(vm, in, isDelete ? () -> isGone(vm) : () -> stops(vm));
  }

  private void happens(String type, Reference vm, String message) {
    long id = project.instances().get(vm).getId();
    project.operations().happened(type, vm, id, message);
  }
}
