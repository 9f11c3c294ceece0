package org.stipend.workers.google;

import com.google.cloud.compute.v1.AggregatedListDisksRequest;
import com.google.cloud.compute.v1.AggregatedListInstancesRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.machine.MachineName;

/** What of ours is in one project: first machines, then disks. */
final class ProjectHoldings {

  /** Pages of machines have Google's own tokens; those of disks have them behind this. */
  private static final String DISKS = "disks:";

  private final ComputeClients clients;
  private final String filter;
  private final String project;
  private final @Nullable String named;

  /**
   * @param environment whose labels they carry
   */
  ProjectHoldings(ComputeClients clients, String environment, Territory territory, String project) {
    this.clients = clients;
    this.filter = Labels.filter(environment);
    this.project = project;
    this.named = territory.named(project);
  }

  /**
   * @param token of the page before; null for the first
   */
  Holdings page(@Nullable String token, int atMost) {
    return token != null && token.startsWith(DISKS)
        ? disks(token.substring(DISKS.length()), atMost)
        : machines(token, atMost);
  }

  /** All machines of ours, however many pages they are. */
  List<HeldMachine> machines() {
    List<HeldMachine> all = new ArrayList<>();
    String token = "";
    do {
      InstanceAggregatedList page = instances(token, ListHoldings.LARGEST_PAGE);
      all.addAll(machines(page));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }

  private Holdings machines(@Nullable String token, int atMost) {
    InstanceAggregatedList page = instances(token == null ? "" : token, atMost);
    List<HeldMachine> machines = machines(page);
    String next = page.getNextPageToken();
    if (!next.isEmpty()) return new Holdings(true, machines, List.of(), next);
    if (machines.size() == atMost) return new Holdings(true, machines, List.of(), DISKS);
    Holdings disks = disks("", atMost - machines.size());
    return new Holdings(true, machines, disks.disks(), disks.nextPage());
  }

  private InstanceAggregatedList instances(String token, int atMost) {
    AggregatedListInstancesRequest.Builder request =
        AggregatedListInstancesRequest.newBuilder()
            .setProject(project)
            .setFilter(filter)
            .setMaxResults(atMost);
    if (!token.isEmpty()) request.setPageToken(token);
    return ComputeFailure.calling(
        () -> clients.instances().aggregatedListCallable().call(request.build()));
  }

  private List<HeldMachine> machines(InstanceAggregatedList page) {
    return page.getItemsMap().values().stream()
        .flatMap(scope -> scope.getInstancesList().stream())
        .map(this::machine)
        .toList();
  }

  private Holdings disks(String token, int atMost) {
    AggregatedListDisksRequest.Builder request =
        AggregatedListDisksRequest.newBuilder()
            .setProject(project)
            .setFilter(filter + " AND labels." + Labels.DISK + ":*")
            .setMaxResults(atMost);
    if (!token.isEmpty()) request.setPageToken(token);
    var page =
        ComputeFailure.calling(
            () -> clients.disks().aggregatedListCallable().call(request.build()));
    List<HeldDisk> disks = new ArrayList<>();
    page.getItemsMap()
        .values()
        .forEach(scope -> scope.getDisksList().forEach(disk -> disks.add(disk(disk))));
    String next = page.getNextPageToken();
    return new Holdings(true, List.of(), disks, next.isEmpty() ? null : DISKS + next);
  }

  private HeldMachine machine(Instance instance) {
    var name = new MachineName(instance.getName(), last(instance.getZone()), named);
    Vm vm = Vm.of(name, instance);
    boolean runs = vm.power() == Vm.Power.RUNNING;
    return new HeldMachine(
        name,
        id(instance.getLabelsMap(), Labels.RUNTIME).orElse(null),
        generation(instance.getLabelsMap()).orElse(null),
        vm.metadata().containsKey(Vm.RUN) ? vm.run().generation() : null,
        power(vm),
        last(instance.getMachineType()),
        Vm.instant(instance.getCreationTimestamp()),
        runs ? vm.startedAt() : null);
  }

  private static HeldMachine.Power power(Vm vm) {
    return switch (vm.power()) {
      case RUNNING -> HeldMachine.Power.RUNS;
      case OFF -> HeldMachine.Power.OFF;
      case STARTING, STOPPING -> HeldMachine.Power.UNDER_WAY;
    };
  }

  private HeldDisk disk(Disk disk) {
    String zone = last(disk.getZone());
    Instant madeAt = Vm.instant(disk.getCreationTimestamp());
    return new HeldDisk(
        new DiskName(disk.getName(), zone, named),
        id(disk.getLabelsMap(), Labels.DISK).orElse(null),
        disk.getUsersList().stream()
            .findFirst()
            .map(user -> new MachineName(last(user), zone, named))
            .orElse(null),
        last(disk.getType()),
        disk.getSizeGb(),
        madeAt);
  }

  private static Optional<UUID> id(Map<String, String> labels, String key) {
    try {
      return Optional.ofNullable(labels.get(key)).map(UUID::fromString);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static Optional<Long> generation(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(Labels.GENERATION))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  private static String last(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }
}
