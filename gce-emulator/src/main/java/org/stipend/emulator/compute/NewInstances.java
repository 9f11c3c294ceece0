package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.AttachedDiskInitializeParams;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Metadata;
import com.google.cloud.compute.v1.Tags;
import java.util.ArrayList;
import java.util.List;
import org.stipend.emulator.catalog.Offers;
import org.stipend.emulator.catalog.Shape;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Naming;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** From what was asked to a machine with all that Google adds, and the disks made with it. */
final class NewInstances {

  /** A machine to be, and the disks that do not exist yet. */
  record Plan(Reference here, Instance instance, List<Disk> disks) {}

  private final World world;
  private final NewDisks newDisks;

  NewInstances(World world, NewDisks newDisks) {
    this.world = world;
    this.newDisks = newDisks;
  }

  Plan asked(ProjectState project, InsertInstanceRequest request) {
    Instance asked = request.getInstanceResource();
    String zone = request.getZone();
    String name = Naming.name("resource.name", asked.getName());
    Reference here = project.instance(zone, name);
    Naming.labels("resource.labels", asked.getLabelsMap());
    project.instances().requireAbsent(here);
    Reference type =
        Hardware.machineType("resource.machineType", asked.getMachineType(), project.id(), zone);
    Shape shape = Offers.shape(zone, type.name()).orElseThrow();
    requireBootFirst(asked);
    var made = new ArrayList<Disk>();
    Instance.Builder instance = withDefaults(asked, here, type, shape);
    instance.addNetworkInterfaces(Interfaces.complete(world, project, asked));
    for (int i = 0; i < asked.getDisksCount(); i++) {
      instance.addDisks(disk(project, zone, asked, i, made));
    }
    return new Plan(here, instance.setId(world.ids().next()).build(), made);
  }

  private static void requireBootFirst(Instance asked) {
    if (asked.getDisksCount() == 0) {
      throw Refusal.invalid("resource.disks", "", "No disks are specified.");
    }
    for (int i = 0; i < asked.getDisksCount(); i++) {
      if (asked.getDisks(i).getBoot() != (i == 0)) {
        throw Refusal.invalid(
            "resource.disks[" + i + "]",
            asked.getDisks(i).getDeviceName(),
            "Boot disk must be the first disk attached to the instance.");
      }
    }
  }

  private Instance.Builder withDefaults(
      Instance asked, Reference here, Reference type, Shape shape) {
    Metadata metadata = asked.getMetadata();
    Attributes.requirePossible(metadata);
    var accelerators = Hardware.accelerators(asked, shape, here);
    Instance.Builder instance =
        asked.toBuilder()
            .clearDisks()
            .clearNetworkInterfaces()
            .clearGuestAccelerators()
            .setKind("compute#instance")
            .setName(here.name())
            .setZone(here.scopeLink())
            .setSelfLink(here.link())
            .setMachineType(type.link())
            .setStatus("PROVISIONING")
            .setCpuPlatform(shape.platform())
            .setCreationTimestamp(Times.print(world.now()))
            .addAllGuestAccelerators(accelerators)
            .setScheduling(Schedules.complete(asked.getScheduling(), !accelerators.isEmpty()))
            .setMetadata(Attributes.complete(metadata))
            .setTags(tagged(asked.getTags()))
            .setLabelFingerprint(Fingerprint.of(asked.getLabelsMap()))
            .setFingerprint(Fingerprint.of(here.path()))
            .setDeletionProtection(asked.getDeletionProtection())
            .setStartRestricted(false)
            .setCanIpForward(asked.getCanIpForward());
    instance.clearLastStartTimestamp().clearLastStopTimestamp().clearResourceStatus();
    return instance;
  }

  static Tags tagged(Tags asked) {
    return asked.toBuilder().setFingerprint(Fingerprint.of(asked.getItemsList())).build();
  }

  private AttachedDisk disk(
      ProjectState project, String zone, Instance asked, int index, List<Disk> made) {
    AttachedDisk attached = asked.getDisks(index);
    if (attached.hasInitializeParams()) {
      Disk disk = newDisks.made(project, zone, described(asked, index), field(index));
      made.add(disk);
      return Attachments.complete(attached, disk, index);
    }
    if (attached.getSource().isEmpty()) {
      throw Refusal.required("resource.disks[" + index + "].source");
    }
    Reference source =
        Reference.require(
            "resource.disks[" + index + "].source", attached.getSource(), project.id(), "disks");
    if (!source.scope().equals(Reference.zone(zone))) {
      throw Refusal.invalid(
          "resource.disks[" + index + "].source",
          attached.getSource(),
          "Disk must be in the same zone as the instance.");
    }
    Disk disk = project.disks().get(source);
    Attachments.requireUsable(project, attached, disk);
    world.gone().requireKeys(List.of(disk));
    return Attachments.complete(attached, disk, index);
  }

  private static String field(int index) {
    return "resource.disks[" + index + "].initializeParams";
  }

  /** The boot disk is called as the machine, others as their device, unless they have a name. */
  private static Disk described(Instance asked, int index) {
    AttachedDisk attached = asked.getDisks(index);
    AttachedDiskInitializeParams params = attached.getInitializeParams();
    String name = params.getDiskName();
    if (name.isEmpty()) name = index == 0 ? asked.getName() : asked.getName() + "-" + index;
    Disk.Builder disk =
        Disk.newBuilder()
            .setName(name)
            .setType(params.getDiskType())
            .putAllLabels(params.getLabelsMap());
    if (params.hasDiskSizeGb()) disk.setSizeGb(params.getDiskSizeGb());
    if (params.hasSourceImage()) disk.setSourceImage(params.getSourceImage());
    if (params.hasSourceSnapshot()) disk.setSourceSnapshot(params.getSourceSnapshot());
    if (params.hasDescription()) disk.setDescription(params.getDescription());
    if (attached.hasDiskEncryptionKey()) {
      disk.setDiskEncryptionKey(attached.getDiskEncryptionKey());
    }
    return disk.build();
  }
}
