package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** Turning machines on and off. What is so already is no error. */
final class Power {

  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration SUSPEND = Duration.ofSeconds(15);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration FOUND_FULL = Duration.ofSeconds(10);
  private static final String RUNNING = "RUNNING";
  private static final String TERMINATED = "TERMINATED";
  private static final String SUSPENDED = "SUSPENDED";

  private final World world;

  Power(World world) {
    this.world = world;
  }

  /** Why a machine cannot be turned on, as far as that is known; empty if it can. */
  static Optional<Failure> refused(
      World world, ProjectState project, Reference vm, Instance instance, boolean isNew) {
    Optional<Failure> lacking = world.gone().lacking(instance);
    if (lacking.isPresent()) return lacking;
    Map<String, Long> more = new HashMap<>(Hardware.running(instance));
    if (isNew) Quotas.add(more, Hardware.held(instance));
    Optional<Failure> overQuota = project.quotas().excess(more).map(Failures::overQuota);
    if (overQuota.isPresent()) return overQuota;
    String machineType = Reference.lastOf(instance.getMachineType());
    return world.capacity().hasRoomFor(Reference.lastOf(vm.scope()), machineType)
        ? Optional.empty()
        : Optional.of(Failures.soldOut(vm, machineType));
  }

  static Duration takes(Optional<Failure> failure, Duration otherwise) {
    return failure.map(why -> why.status() == 503 ? FOUND_FULL : AT_ONCE).orElse(otherwise);
  }

  Operation start(Message request) {
    return turnOn(request, "start", TERMINATED);
  }

  Operation resume(Message request) {
    return turnOn(request, "resume", SUSPENDED);
  }

  private Operation turnOn(Message request, String type, String from) {
    var on = on(request);
    if (on.is(RUNNING) && type.equals("start"))
      return on.begin(Task.of(type, on.vm(), on.id(), AT_ONCE));
    if (!on.is(from)) throw Refusal.notReady(on.vm().path());
    world.gone().requireKeys(on.disks());
    Optional<Failure> failure = refused(world, on.project(), on.vm(), on.instance(), false);
    Life life = on.project().life();
    life.turns(on.vm(), failure.isPresent() ? "PROVISIONING" : "STAGING");
    Task task = Task.of(type, on.vm(), on.id(), takes(failure, START));
    Task ends =
        failure.isPresent()
            ? task.orFails(() -> failure)
            : task.ending(() -> ifStill(life, on.vm(), "STAGING", () -> life.runs(on.vm())));
    return on.begin(ends.undoneBy(() -> ifPresent(on, () -> life.turns(on.vm(), from))));
  }

  Operation stop(Message request) {
    return turnOff(request, "stop", "STOPPING", STOP);
  }

  Operation suspend(Message request) {
    return turnOff(request, "suspend", "SUSPENDING", SUSPEND);
  }

  private Operation turnOff(Message request, String type, String by, Duration takes) {
    var on = on(request);
    if (on.is(TERMINATED) && type.equals("stop"))
      return on.begin(Task.of(type, on.vm(), on.id(), AT_ONCE));
    boolean isOff = type.equals("stop") && on.is(SUSPENDED);
    if (!on.is(RUNNING) && !isOff) throw Refusal.notReady(on.vm().path());
    Life life = on.project().life();
    String before = on.instance().getStatus();
    life.turns(on.vm(), by);
    Task task = Task.of(type, on.vm(), on.id(), takes);
    Runnable off = type.equals("stop") ? () -> life.stops(on.vm()) : () -> life.suspends(on.vm());
    return on.begin(
        task.ending(() -> ifStill(life, on.vm(), by, off))
            .undoneBy(() -> ifPresent(on, () -> life.turns(on.vm(), before))));
  }

  Operation reset(Message request) {
    var on = on(request);
    if (!on.is(RUNNING)) throw Refusal.notReady(on.vm().path());
    Life life = on.project().life();
    return on.begin(
        Task.of("reset", on.vm(), on.id(), Duration.ofSeconds(2))
            .ending(() -> ifStill(life, on.vm(), RUNNING, () -> life.boots(on.vm()))));
  }

  /** Another call, or the cloud itself, may have turned it meanwhile. */
  private static void ifStill(Life life, Reference vm, String status, Runnable then) {
    if (life.is(vm, status)) then.run();
  }

  private static void ifPresent(Chosen on, Runnable then) {
    if (on.project().instances().find(on.vm()).isPresent()) then.run();
  }

  private Chosen on(Message request) {
    return Chosen.of(world, request, "instance");
  }
}
