package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AttachDiskInstanceRequest;
import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.DetachDiskInstanceRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.Scheduling;
import com.google.cloud.compute.v1.SetDiskAutoDeleteInstanceRequest;
import com.google.cloud.compute.v1.SetLabelsInstanceRequest;
import com.google.cloud.compute.v1.SetMachineTypeInstanceRequest;
import com.google.cloud.compute.v1.SetMetadataInstanceRequest;
import com.google.cloud.compute.v1.SetSchedulingInstanceRequest;
import com.google.cloud.compute.v1.SetTagsInstanceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stipend.emulator.catalog.Offers;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Naming;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** What changes a machine without turning it on or off. */
final class Settings {

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration ATTACH = Duration.ofSeconds(4);
  private static final Duration DETACH = Duration.ofSeconds(6);
  private static final String TERMINATED = "TERMINATED";

  private final World world;

  Settings(World world) {
    this.world = world;
  }

  Operation setLabels(SetLabelsInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    var asked = request.getInstancesSetLabelsRequestResource();
    Naming.labels("labels", asked.getLabelsMap());
    Fingerprint.require("labels", on.instance().getLabelFingerprint(), asked.getLabelFingerprint());
    change(
        on,
        instance ->
            instance.toBuilder()
                .clearLabels()
                .putAllLabels(asked.getLabelsMap())
                .setLabelFingerprint(Fingerprint.of(asked.getLabelsMap()))
                .build());
    return on.begin(Task.of("setLabels", on.vm(), on.id(), SHORT));
  }

  Operation setMetadata(SetMetadataInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    var asked = request.getMetadataResource();
    Attributes.requirePossible(asked);
    Fingerprint.require(
        "metadata", on.instance().getMetadata().getFingerprint(), asked.getFingerprint());
    change(on, instance -> instance.toBuilder().setMetadata(Attributes.complete(asked)).build());
    on.project().life().watchesItsEnd(on.vm());
    return on.begin(Task.of("setMetadata", on.vm(), on.id(), SHORT));
  }

  Operation setTags(SetTagsInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    var asked = request.getTagsResource();
    asked.getItemsList().forEach(tag -> Naming.name("tags.items", tag));
    Fingerprint.require("tags", on.instance().getTags().getFingerprint(), asked.getFingerprint());
    change(on, instance -> instance.toBuilder().setTags(NewInstances.tagged(asked)).build());
    return on.begin(Task.of("setTags", on.vm(), on.id(), SHORT));
  }

  /** Only of a machine that is off. */
  Operation setScheduling(SetSchedulingInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    Scheduling asked =
        Schedules.complete(
            request.getSchedulingResource(), on.instance().getGuestAcceleratorsCount() > 0);
    if (!on.is(TERMINATED)) throw Refusal.notReady(on.vm().path());
    change(on, instance -> instance.toBuilder().setScheduling(asked).build());
    return on.begin(Task.of("setScheduling", on.vm(), on.id(), SHORT));
  }

  Operation setMachineType(SetMachineTypeInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    Reference type =
        Hardware.machineType(
            "machineType",
            request.getInstancesSetMachineTypeRequestResource().getMachineType(),
            request.getProject(),
            request.getZone());
    Task task = Task.of("setMachineType", on.vm(), on.id(), SHORT);
    if (!on.is(TERMINATED)) {
      return on.begin(task.orFails(() -> Optional.of(Failures.notReady(on.vm()))));
    }
    var shape = Offers.shape(request.getZone(), type.name()).orElseThrow();
    var accelerators = Hardware.accelerators(on.instance(), shape, on.vm());
    return on.begin(
        task.ending(() ->
            change(
                on,
                instance ->
                    instance.toBuilder()
                        .setMachineType(type.link())
                        .setCpuPlatform(shape.platform())
                        .clearGuestAccelerators()
                        .addAllGuestAccelerators(accelerators)
                        .build())));
  }

  Operation setDiskAutoDelete(SetDiskAutoDeleteInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    AttachedDisk attached = Attachments.named(on.instance(), request.getDeviceName());
    AttachedDisk changed = attached.toBuilder().setAutoDelete(request.getAutoDelete()).build();
    Task task = Task.of("setDiskAutoDelete", on.vm(), on.id(), SHORT);
    return on.begin(task.ending(() -> replace(on, attached, List.of(changed))));
  }

  Operation attachDisk(AttachDiskInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    AttachedDisk asked = request.getAttachedDiskResource();
    if (asked.getSource().isEmpty()) throw Refusal.required("source");
    Reference source =
        Reference.require("source", asked.getSource(), request.getProject(), "disks");
    if (!source.scope().equals(on.vm().scope())) {
      throw Refusal.invalid(
          "source", asked.getSource(), "Disk must be in the same zone as the instance.");
    }
    Disk disk = on.project().disks().get(source);
    Attachments.requireUsable(on.project(), asked, disk);
    world.gone().requireKeys(List.of(disk));
    AttachedDisk attached = Attachments.complete(asked, disk, Attachments.freeIndex(on.instance()));
    requireRoom(on.instance(), attached);
    Attachments.take(world, on.project(), on.vm(), attached);
    Task task = Task.of("attachDisk", on.vm(), on.id(), ATTACH);
    return on.begin(
        task.ending(() -> change(on, instance -> instance.toBuilder().addDisks(attached).build()))
            .undoneBy(() -> Attachments.release(world, on.project(), on.vm(), attached)));
  }

  private static void requireRoom(Instance instance, AttachedDisk attached) {
    int most = Hardware.shape(instance).isShared() ? 16 : 128;
    if (instance.getDisksCount() >= most) {
      String words = "Exceeded limit 'maximum_persistent_disks' on resource '%s'. Limit: %d.0";
      throw Refusal.of(400, "limitExceeded", words.formatted(instance.getName(), most));
    }
    boolean isTaken =
        instance.getDisksList().stream()
            .anyMatch(other -> other.getDeviceName().equals(attached.getDeviceName()));
    if (isTaken) {
      throw Refusal.invalid(
          "deviceName", attached.getDeviceName(), "The device name is already in use.");
    }
  }

  Operation detachDisk(DetachDiskInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    AttachedDisk attached = Attachments.named(on.instance(), request.getDeviceName());
    if (attached.getBoot() && !on.is(TERMINATED)) {
      throw Refusal.invalid(
          "deviceName", request.getDeviceName(), "The boot disk is in use by a running instance.");
    }
    Task task = Task.of("detachDisk", on.vm(), on.id(), DETACH);
    return on.begin(
        task.ending(() -> {
          replace(on, attached, List.of());
          Attachments.release(world, on.project(), on.vm(), attached);
        }));
  }

  private static void replace(Chosen on, AttachedDisk before, List<AttachedDisk> after) {
    change(
        on,
        instance -> {
          Instance.Builder changed = instance.toBuilder().clearDisks();
          for (AttachedDisk disk : instance.getDisksList()) {
            if (disk.getDeviceName().equals(before.getDeviceName())) changed.addAllDisks(after);
            else changed.addDisks(disk);
          }
          return changed.build();
        });
  }

  /** Unless it is gone meanwhile. */
  private static void change(Chosen on, UnaryOperator<Instance> change) {
    if (on.project().instances().find(on.vm()).isPresent()) {
      on.project().instances().change(on.vm(), change);
    }
  }
}
