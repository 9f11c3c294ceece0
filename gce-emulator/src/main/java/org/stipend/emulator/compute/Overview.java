package org.stipend.emulator.compute;

import java.util.List;

/** What exists in all projects, as a person wants to see it. */
public record Overview(List<Machine> machines, List<StoredDisk> disks, List<Copy> snapshots) {

  /** {@code step} and {@code failure} are what its guest reports; empty if nothing. */
  public record Machine(
      String project,
      String zone,
      String name,
      String status,
      String type,
      String address,
      String step,
      String failure) {}

  /** {@code machine} is the one that uses it, if any. */
  public record StoredDisk(
      String project,
      String zone,
      String name,
      String status,
      String type,
      long sizeGb,
      String machine) {}

  public record Copy(String project, String name, String status, long sizeGb) {}

  public Overview {
    machines = List.copyOf(machines);
    disks = List.copyOf(disks);
    snapshots = List.copyOf(snapshots);
  }

  static Overview of(World world) {
    return new Overview(
        world.projects().stream().flatMap(project -> machines(project).stream()).toList(),
        world.projects().stream().flatMap(project -> disks(project).stream()).toList(),
        world.projects().stream().flatMap(project -> copies(project).stream()).toList());
  }

  private static List<Machine> machines(ProjectState project) {
    return project.instances().all().stream()
        .map(instance -> {
          String zone = lastOf(instance.getZone());
          Guest guest = project.guest(project.instance(zone, instance.getName()));
          return new Machine(
              project.id(),
              zone,
              instance.getName(),
              instance.getStatus(),
              lastOf(instance.getMachineType()),
              instance.getNetworkInterfaces(0).getNetworkIP(),
              guest.reported("stipend/step"),
              guest.reported("stipend/failure"));
        })
        .toList();
  }

  private static List<StoredDisk> disks(ProjectState project) {
    return project.disks().all().stream()
        .map(disk ->
            new StoredDisk(
                project.id(),
                lastOf(disk.getZone()),
                disk.getName(),
                disk.getStatus(),
                lastOf(disk.getType()),
                disk.getSizeGb(),
                disk.getUsersCount() == 0 ? "" : lastOf(disk.getUsers(0))))
        .toList();
  }

  private static List<Copy> copies(ProjectState project) {
    return project.snapshots().all().stream()
        .map(one -> new Copy(project.id(), one.getName(), one.getStatus(), one.getDiskSizeGb()))
        .toList();
  }

  private static String lastOf(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }
}
