package org.stipend.workers.google;

import com.google.cloud.compute.v1.Disk;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.workers.google.Graves.Grave;
import org.stipend.workers.google.Vm.Power;
import org.stipend.workers.refusal.Refusal;

/**
 * A machine is a VM. Nothing is remembered here: which wish it runs for, and which one ended it,
 * stands in its metadata, and after it is gone in the labels of its home disk (docs/adr/0020).
 */
@ActivityImpl(taskQueues = GoogleSettings.TASK_QUEUE)
final class GoogleMachines implements Machines {

  private static final int MOST_LOOKS = 3;

  private final Instances instances;
  private final PersistentDisks disks;
  private final Graves graves;
  private final Waits waits;
  private final NewVm newVm;
  private final Telling telling;

  GoogleMachines(
      Instances instances, PersistentDisks disks, Waits waits, NewVm newVm, Telling telling) {
    this.instances = instances;
    this.disks = disks;
    this.graves = new Graves(disks);
    this.waits = waits;
    this.newVm = newVm;
    this.telling = telling;
  }

  @Override
  public MachineState create(StartMachine request) {
    return start(request);
  }

  @Override
  public MachineState start(StartMachine request) {
    String what = "%s in %s".formatted(request.machineType(), request.name().zone());
    return telling.telling(what, () -> started(request));
  }

  private MachineState started(StartMachine request) {
    Wish wish = Wish.of(request.fence());
    Disk home = disks.find(request.home()).orElseThrow(() -> noDisk(request.home()));
    Optional<Vm> there = settledVm(request.name(), Instant.MAX);
    if (there.isEmpty()) {
      Grave grave = Graves.read(request.name(), request.runtime(), home);
      return grave.forbids(wish) ? new MachineState.Missing(request.name()) : made(request, wish);
    }
    Vm vm = there.get();
    boolean isForbidden = vm.ended().filter(ended -> !ended.isBefore(wish)).isPresent();
    boolean had = !vm.run().isBefore(wish) && !vm.isYetToStart();
    return isForbidden || had || vm.power() != Power.OFF
        ? settled(request.name())
        : startedAgain(request, wish);
  }

  /** Just made, it may be shown a moment later. */
  private MachineState made(StartMachine request, Wish wish) {
    instances.insert(request.name(), newVm.of(request), wish);
    MachineState state = settled(request.name());
    for (int i = 0; i < MOST_LOOKS && state instanceof MachineState.Missing; i++) {
      waits.pause();
      state = settled(request.name());
    }
    return state;
  }

  private MachineState startedAgain(StartMachine request, Wish wish) {
    if (instances.find(request.name()).filter(Vm::isSuspended).isPresent()) {
      instances.stop(request.name(), wish); // it would wake up with its old secret
    }
    instances.annotate(request.name(), vm -> vm.run().equals(wish) ? vm : forRun(vm, request));
    instances.schedule(request.name(), newVm.scheduling(request));
    instances.start(request.name(), wish);
    return settled(request.name());
  }

  private Vm forRun(Vm vm, StartMachine request) {
    var metadata = new TreeMap<>(vm.metadata());
    metadata.keySet().removeAll(Set.of(Vm.END, Vm.END_ORDER, Vm.CAUSE));
    metadata.put(Vm.BEFORE, vm.lastRun().toString());
    metadata.put(Vm.AFTER, vm.instance().getLastStartTimestamp());
    metadata.putAll(newVm.metadata(request));
    return new Vm(vm.name(), vm.instance(), metadata);
  }

  @Override
  public MachineState stop(StopMachine request) {
    return telling.telling(request.name().value(), () -> stopped(request));
  }

  private MachineState stopped(StopMachine request) {
    MachineState state =
        ended(request.name(), request.fence().id(), Wish.of(request.fence()), request.home());
    if (state instanceof MachineState.Starting || state instanceof MachineState.Stopping) {
      throw new IllegalStateException(state + " for too long; it is to be tried again");
    }
    return state;
  }

  /** Ends its run, unless the wish is older than that. */
  private MachineState ended(MachineName name, UUID runtime, Wish wish, @Nullable DiskName home) {
    Optional<Vm> there = settledVm(name, waits.patience());
    if (there.isEmpty()) return buried(name, runtime, wish, home);
    if (wish.isBefore(there.get().run())) return state(there.get());
    instances.annotate(name, vm -> endedBy(vm, wish));
    if (there.filter(vm -> vm.power() == Power.RUNNING || vm.isSuspended()).isPresent()) {
      instances.stop(name, wish);
    }
    return settledVm(name, waits.patience())
        .map(this::state)
        .orElseGet(() -> new MachineState.Missing(name));
  }

  private Vm endedBy(Vm vm, Wish wish) {
    boolean isOld = vm.ended().filter(known -> !known.isBefore(wish)).isPresent();
    if (isOld) return vm;
    var metadata = new TreeMap<>(vm.metadata());
    metadata.put(Vm.ENDED, wish.toString());
    if (vm.power() == Power.OFF) metadata.put(Vm.CAUSE, cause(vm).name());
    return new Vm(vm.name(), vm.instance(), metadata);
  }

  private StopCause cause(Vm vm) {
    return Endings.cause(vm, waits.of(site(vm.name()), link(vm.name())));
  }

  private MachineState buried(MachineName name, UUID runtime, Wish wish, @Nullable DiskName home) {
    if (home == null) return new MachineState.Missing(name);
    graves.remember(home, runtime, wish, null);
    return disks
        .find(home)
        .map(disk -> Graves.read(name, runtime, disk).last())
        .<MachineState>map(last -> last)
        .orElseGet(() -> new MachineState.Missing(name));
  }

  @Override
  public MachineState delete(DeleteMachine request) {
    return telling.telling(request.name().value(), () -> deleted(request));
  }

  private MachineState deleted(DeleteMachine request) {
    MachineName name = request.name();
    UUID runtime = request.fence().id();
    Wish wish = Wish.of(request.fence());
    MachineState state = ended(name, runtime, wish, request.home());
    Optional<Vm> there = instances.find(name);
    if (there.isEmpty() || wish.isBefore(there.get().run())) return state;
    MachineState.Stopped last = lastRun(there.get(), state);
    if (request.home() != null) graves.remember(request.home(), runtime, wish, last);
    instances.delete(name, wish);
    return last == null ? new MachineState.Missing(name) : last;
  }

  /** What does not end by itself is alive until it is deleted; null where it never ran. */
  private MachineState.@Nullable Stopped lastRun(Vm vm, MachineState state) {
    return switch (state) {
      case MachineState.Stopped stopped -> stopped;
      case MachineState.Stopping stopping ->
          new MachineState.Stopped(
              vm.name(),
              stopping.generation(),
              vm.startedAt(),
              waits.now(),
              StopCause.REQUESTED,
              null,
              "",
              true);
      default -> null;
    };
  }

  @Override
  public void limit(LimitMachine request) {
    telling.telling(
        request.name().value(),
        () -> {
          instances.annotate(request.name(), vm -> limited(vm, request));
          return request;
        });
  }

  private static Vm limited(Vm vm, LimitMachine request) {
    boolean isMeant =
        vm.power() == Power.RUNNING
            && vm.run().generation() == request.fence().generation()
            && request.order() >= vm.endOrder();
    if (!isMeant) return vm;
    Instant latest = vm.latestEnd();
    Instant end = request.until().isBefore(latest) ? request.until() : latest;
    var metadata = new TreeMap<>(vm.metadata());
    metadata.put(Vm.END, end.toString());
    metadata.put(Vm.END_ORDER, String.valueOf(request.order()));
    return new Vm(vm.name(), vm.instance(), metadata);
  }

  @Override
  public MachineState observe(MachineName name) {
    return telling.telling(
        name.value(),
        () ->
            instances.find(name).map(this::state).orElseGet(() -> new MachineState.Missing(name)));
  }

  /** Once nothing is done to it any more. */
  private MachineState settled(MachineName name) {
    return settledVm(name, Instant.MAX)
        .map(this::state)
        .orElseGet(() -> new MachineState.Missing(name));
  }

  /** What Google does by itself, such as ending a run whose time is over, has no open operation. */
  private Optional<Vm> settledVm(MachineName name, Instant until) {
    waits.settle(site(name), link(name), until);
    Optional<Vm> vm = instances.find(name);
    while (vm.filter(it -> it.power() == Power.STARTING || it.power() == Power.STOPPING).isPresent()
        && waits.now().isBefore(until)) {
      waits.pause();
      vm = instances.find(name);
    }
    return vm;
  }

  private MachineState state(Vm vm) {
    return switch (vm.power()) {
      case STARTING -> new MachineState.Starting(vm.name());
      case RUNNING -> vm.running();
      case STOPPING -> new MachineState.Stopping(vm.name(), vm.run().generation());
      case OFF -> Endings.of(vm, waits.of(site(vm.name()), link(vm.name())));
    };
  }

  private Site site(MachineName name) {
    return instances.site(name);
  }

  private static String link(MachineName name) {
    return "instances/" + name.value();
  }

  private static RuntimeException noDisk(DiskName name) {
    return Refusal.of(FailureType.DISK_MISSING, "there is no disk " + name.value());
  }
}
