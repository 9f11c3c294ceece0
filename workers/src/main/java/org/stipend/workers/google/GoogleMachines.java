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

  private final Instances instances;
  private final PersistentDisks disks;
  private final Graves graves;
  private final Waits waits;
  private final NewVm newVm;

  GoogleMachines(Instances instances, PersistentDisks disks, Waits waits, NewVm newVm) {
    this.instances = instances;
    this.disks = disks;
    this.graves = new Graves(disks);
    this.waits = waits;
    this.newVm = newVm;
  }

  @Override
  public MachineState create(StartMachine request) {
    return start(request);
  }

  @Override
  public MachineState start(StartMachine request) {
    return ComputeFailure.telling(() -> started(request));
  }

  private MachineState started(StartMachine request) {
    Wish wish = Wish.of(request.fence());
    Disk home = disks.find(request.home()).orElseThrow(() -> noDisk(request.home()));
    Optional<Vm> there = settledVm(request.name());
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

  private MachineState made(StartMachine request, Wish wish) {
    instances.insert(request.name(), newVm.of(request), wish);
    return settled(request.name());
  }

  private MachineState startedAgain(StartMachine request, Wish wish) {
    instances.annotate(request.name(), vm -> vm.run().equals(wish) ? vm : forRun(vm, request));
    instances.schedule(request.name(), newVm.scheduling(request));
    instances.start(request.name(), wish);
    return settled(request.name());
  }

  private Vm forRun(Vm vm, StartMachine request) {
    var metadata = new TreeMap<>(vm.metadata());
    metadata.keySet().removeAll(Set.of(Vm.END, Vm.END_ORDER));
    metadata.putAll(newVm.metadata(request));
    metadata.put(Vm.AFTER, vm.instance().getLastStartTimestamp());
    return new Vm(vm.name(), vm.instance(), metadata);
  }

  @Override
  public MachineState stop(StopMachine request) {
    return ComputeFailure.telling(() ->
        ended(request.name(), request.fence().id(), Wish.of(request.fence()), request.home()));
  }

  /** Ends its run, unless the wish is older than that. */
  private MachineState ended(MachineName name, UUID runtime, Wish wish, @Nullable DiskName home) {
    waits.settle(site(name), link(name));
    Optional<Vm> there = instances.find(name);
    if (there.isEmpty()) return buried(name, runtime, wish, home);
    if (wish.isBefore(there.get().run())) return state(there.get());
    instances.annotate(name, vm -> endedBy(vm, wish));
    if (settledVm(name).filter(vm -> vm.power() == Power.RUNNING).isPresent()) {
      instances.stop(name, wish);
    }
    return settled(name);
  }

  private static Vm endedBy(Vm vm, Wish wish) {
    boolean isOld = vm.ended().filter(known -> !known.isBefore(wish)).isPresent();
    boolean isOver = vm.power() == Power.OFF; // by what has ended it already
    if (isOld || (isOver && vm.ended().isEmpty())) return vm;
    var metadata = new TreeMap<>(vm.metadata());
    metadata.put(Vm.ENDED, wish.toString());
    return new Vm(vm.name(), vm.instance(), metadata);
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
    return ComputeFailure.telling(() -> {
      MachineName name = request.name();
      UUID runtime = request.fence().id();
      Wish wish = Wish.of(request.fence());
      MachineState state = ended(name, runtime, wish, request.home());
      Optional<Vm> there = instances.find(name);
      if (there.isEmpty() || wish.isBefore(there.get().run())) return state;
      if (request.home() != null) {
        graves.remember(
            request.home(),
            runtime,
            wish,
            state instanceof MachineState.Stopped last ? last : null);
      }
      instances.delete(name, wish);
      return state;
    });
  }

  @Override
  public void limit(LimitMachine request) {
    ComputeFailure.telling(() -> {
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
    return ComputeFailure.telling(() ->
        instances.find(name).map(this::state).orElseGet(() -> new MachineState.Missing(name)));
  }

  /** Once nothing is done to it any more. */
  private MachineState settled(MachineName name) {
    return settledVm(name).map(this::state).orElseGet(() -> new MachineState.Missing(name));
  }

  /** What Google does by itself, such as ending a run whose time is over, has no open operation. */
  private Optional<Vm> settledVm(MachineName name) {
    waits.settle(site(name), link(name));
    Optional<Vm> vm = instances.find(name);
    while (vm.filter(it -> it.power() == Power.STARTING || it.power() == Power.STOPPING)
        .isPresent()) {
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
