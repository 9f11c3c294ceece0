package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.DeleteInstanceRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** How machines come into the world, and leave it. */
final class Instances {

  private static final Duration INSERT = Duration.ofSeconds(17);
  private static final Duration STAGING = Duration.ofSeconds(4);
  private static final Duration DISK = Duration.ofSeconds(8);
  private static final String OFF = "TERMINATED";
  private static final Duration DELETE = Duration.ofSeconds(20);

  private final World world;
  private final NewInstances plans;

  Instances(World world, NewInstances plans) {
    this.world = world;
    this.plans = plans;
  }

  Operation insert(InsertInstanceRequest request) {
    ProjectState project = world.project(request.getProject());
    NewInstances.Plan plan = plans.asked(project, request);
    Reference vm = plan.here();
    requireDiskQuota(project, plan);
    Optional<Failure> failure = Power.refused(world, project, vm, plan.instance(), true);
    plan.disks().forEach(project.disks()::put);
    project.instances().put(plan.instance());
    plan.instance()
        .getDisksList()
        .forEach(attached -> Attachments.take(world, project, vm, attached));
    Life life = project.life();
    life.turns(vm, "PROVISIONING");
    if (failure.isEmpty()) life.later(vm, STAGING, () -> life.becomes(vm, "STAGING"));
    life.later(vm, DISK, () -> plan.disks().forEach(disk -> isReady(project, disk)));
    Task task =
        Task.of("insert", vm, plan.instance().getId(), Power.takes(failure, INSERT))
            .warned(world.gone().warnings(plan.disks()));
    return project
        .operations()
        .begin(
            (failure.isPresent()
                    ? task.orFails(() -> failure)
                    : task.ending(() -> starts(life, vm)))
                .undoneBy(() -> undo(project, plan)));
  }

  /** Unless it was deleted meanwhile. */
  private static void starts(Life life, Reference vm) {
    if (life.is(vm, "PROVISIONING", "STAGING")) life.runs(vm);
  }

  private static void requireDiskQuota(ProjectState project, NewInstances.Plan plan) {
    var more = new HashMap<String, Long>();
    for (Disk disk : plan.disks()) Quotas.add(more, Quotas.ofDisk(disk));
    project
        .quotas()
        .excess(more)
        .ifPresent(excess -> {
          throw Refusal.limited("quotaExceeded", excess.message());
        });
  }

  private static void isReady(ProjectState project, Disk disk) {
    project
        .disks()
        .change(project.disk(Reference.lastOf(disk.getZone()), disk.getName()), NewDisks::ready);
  }

  private void undo(ProjectState project, NewInstances.Plan plan) {
    if (project.instances().find(plan.here()).isEmpty()) return;
    project.life().isGone(plan.here());
    plan.disks()
        .forEach(disk ->
            project.disks().remove(project.disk(Reference.lastOf(disk.getZone()), disk.getName())));
  }

  Operation delete(DeleteInstanceRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference vm =
        project.instances().known(project.instance(request.getZone(), request.getInstance()));
    Instance instance = project.instances().get(vm);
    if (instance.getDeletionProtection()) {
      throw Refusal.of(
          400,
          "invalidResourceUsage",
          "Invalid resource usage: 'Resource cannot be deleted if it's protected against"
              + " deletion.'.");
    }
    Life life = project.life();
    boolean wasOff = life.is(vm, OFF);
    life.turns(vm, "STOPPING");
    return project
        .operations()
        .begin(
            Task.of("delete", vm, instance.getId(), DELETE)
                .ending(() -> goes(project, vm))
                .undoneBy(wasOff ? () -> life.turns(vm, OFF) : () -> life.stops(vm)));
  }

  private static void goes(ProjectState project, Reference vm) {
    if (project.instances().find(vm).isPresent()) project.life().isGone(vm);
  }
}
