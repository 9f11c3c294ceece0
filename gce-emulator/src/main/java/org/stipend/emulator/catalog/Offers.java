package org.stipend.emulator.catalog;

import com.google.cloud.compute.v1.AcceleratorType;
import com.google.cloud.compute.v1.Accelerators;
import com.google.cloud.compute.v1.DiskType;
import com.google.cloud.compute.v1.MachineType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stipend.emulator.wire.Reference;

/** What can be had in a zone, as Google's messages. */
public final class Offers {

  private record DiskKind(String name, String description, long defaultGb, String sizes) {}

  private static final List<DiskKind> DISKS =
      List.of(
          new DiskKind("pd-standard", "Standard Persistent Disk", 500, "10GB-65536GB"),
          new DiskKind("pd-balanced", "Balanced Persistent Disk", 100, "10GB-65536GB"),
          new DiskKind("pd-ssd", "SSD Persistent Disk", 100, "10GB-65536GB"),
          new DiskKind("pd-extreme", "Extreme Persistent Disk", 1000, "500GB-65536GB"),
          new DiskKind("local-ssd", "Local SSD", 375, "375GB-375GB"));

  private Offers() {}

  public static List<MachineType> machineTypes(String project, String zone) {
    return Shape.all().stream()
        .filter(shape -> isIn(shape, zone))
        .map(shape -> machineType(project, zone, shape))
        .toList();
  }

  public static Optional<Shape> shape(String zone, String name) {
    return Shape.find(name).filter(shape -> isIn(shape, zone));
  }

  public static Optional<MachineType> machineType(String project, String zone, String name) {
    return shape(zone, name).map(shape -> machineType(project, zone, shape));
  }

  private static boolean isIn(Shape shape, String zone) {
    return shape.gpus().count() == 0 || Gpu.find(zone, shape.gpus().type()).isPresent();
  }

  private static MachineType machineType(String project, String zone, Shape shape) {
    MachineType.Builder type =
        MachineType.newBuilder()
            .setKind("compute#machineType")
            .setId(Places.numberOf(shape.name()))
            .setName(shape.name())
            .setDescription("%d vCPUs, %d MB RAM".formatted(shape.cpus(), shape.memoryMb()))
            .setCreationTimestamp(Places.CREATED)
            .setGuestCpus(shape.cpus())
            .setMemoryMb(shape.memoryMb())
            .setImageSpaceGb(0)
            .setMaximumPersistentDisks(shape.isShared() ? 16 : 128)
            .setMaximumPersistentDisksSizeGb(shape.isShared() ? 3072 : 263168)
            .setIsSharedCpu(shape.isShared())
            .setArchitecture("X86_64")
            .setZone(zone)
            .setSelfLink(link(project, zone, "machineTypes", shape.name()));
    if (shape.gpus().count() > 0) {
      type.addAccelerators(
          Accelerators.newBuilder()
              .setGuestAcceleratorType(shape.gpus().type())
              .setGuestAcceleratorCount(shape.gpus().count()));
    }
    return type.build();
  }

  public static List<DiskType> diskTypes(String project, String zone) {
    return DISKS.stream().map(kind -> diskType(project, zone, kind)).toList();
  }

  private static DiskType diskType(String project, String zone, DiskKind kind) {
    return DiskType.newBuilder()
        .setKind("compute#diskType")
        .setId(Places.numberOf(kind.name()))
        .setName(kind.name())
        .setDescription(kind.description())
        .setCreationTimestamp(Places.CREATED)
        .setDefaultDiskSizeGb(kind.defaultGb())
        .setValidDiskSize(kind.sizes())
        .setZone(Reference.GOOGLE + "projects/" + project + "/zones/" + zone)
        .setSelfLink(link(project, zone, "diskTypes", kind.name()))
        .build();
  }

  public static List<AcceleratorType> acceleratorTypes(String project, String zone) {
    return Gpu.all().stream()
        .filter(gpu -> gpu.zones().contains(zone))
        .flatMap(gpu -> Stream.of(acceleratorType(project, zone, gpu)))
        .toList();
  }

  private static AcceleratorType acceleratorType(String project, String zone, Gpu gpu) {
    return AcceleratorType.newBuilder()
        .setKind("compute#acceleratorType")
        .setId(Places.numberOf(gpu.name()))
        .setName(gpu.name())
        .setDescription(gpu.description())
        .setCreationTimestamp(Places.CREATED)
        .setMaximumCardsPerInstance(gpu.most())
        .setZone(Reference.GOOGLE + "projects/" + project + "/zones/" + zone)
        .setSelfLink(link(project, zone, "acceleratorTypes", gpu.name()))
        .build();
  }

  private static String link(String project, String zone, String collection, String name) {
    return new Reference(project, Reference.zone(zone), collection, name).link();
  }
}
