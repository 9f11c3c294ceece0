package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AcceleratorConfig;
import com.google.cloud.compute.v1.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stipend.emulator.catalog.Gpu;
import org.stipend.emulator.catalog.Offers;
import org.stipend.emulator.catalog.Shape;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** What a machine is made of: its type, its accelerators, and which quotas they count against. */
final class Hardware {

  private static final Set<String> IDLE = Set.of("TERMINATED", "SUSPENDED");

  private Hardware() {}

  /** The machine type that a link names, in its zone; refuses what is not offered there. */
  static Reference machineType(String field, String link, String project, String zone) {
    if (link.isEmpty()) throw Refusal.required(field);
    Reference type = Reference.require(field, link, project, "machineTypes");
    boolean isHere = type.scope().equals(Reference.zone(zone));
    if (!isHere || Offers.shape(zone, type.name()).isEmpty()) {
      String why = "Machine type with name '%s' does not exist in zone '%s'.";
      throw Refusal.invalid(field, link, why.formatted(type.name(), zone));
    }
    return new Reference(project, type.scope(), "machineTypes", type.name());
  }

  static Shape shape(Instance instance) {
    String zone = Reference.lastOf(instance.getZone());
    return Offers.shape(zone, Reference.lastOf(instance.getMachineType())).orElseThrow();
  }

  /** Those asked for and those that belong to the machine type. */
  static List<AcceleratorConfig> accelerators(Instance asked, Shape shape, Reference vm) {
    String zone = Reference.lastOf(vm.scope());
    if (shape.gpus().count() > 0) {
      return List.of(accelerator(vm, shape.gpus().type(), shape.gpus().count()));
    }
    return asked.getGuestAcceleratorsList().stream()
        .map(config -> attachable(config, shape, vm, zone))
        .toList();
  }

  private static AcceleratorConfig attachable(
      AcceleratorConfig asked, Shape shape, Reference vm, String zone) {
    String field = "resource.guestAccelerators[0].acceleratorType";
    Reference type =
        Reference.require(field, asked.getAcceleratorType(), vm.project(), "acceleratorTypes");
    Gpu gpu = Gpu.find(zone, type.name()).orElseThrow(() -> Refusal.notFound(type.path()));
    boolean fits =
        gpu.attaches() && (shape.name().startsWith("n1-") || shape.name().startsWith("custom-"));
    if (!fits) {
      throw Refusal.of(
          400,
          "badRequest",
          "[%s, %s] features are not compatible for creating instance."
              .formatted(shape.name(), gpu.name()));
    }
    int count = asked.getAcceleratorCount();
    if (count < 1 || count > gpu.most()) {
      throw Refusal.invalid(
          "resource.guestAccelerators[0].acceleratorCount",
          count,
          "Must be between 1 and " + gpu.most() + ".");
    }
    return accelerator(vm, gpu.name(), count);
  }

  private static AcceleratorConfig accelerator(Reference vm, String type, int count) {
    return AcceleratorConfig.newBuilder()
        .setAcceleratorType(
            new Reference(vm.project(), vm.scope(), "acceleratorTypes", type).link())
        .setAcceleratorCount(count)
        .build();
  }

  static boolean isIdle(Instance instance) {
    return IDLE.contains(instance.getStatus());
  }

  /** What it uses while it exists. */
  static Map<String, Long> held(Instance instance) {
    long addresses =
        instance.getNetworkInterfacesList().stream()
            .mapToLong(nic -> nic.getAccessConfigsCount())
            .sum();
    return Map.of("INSTANCES", 1L, "IN_USE_ADDRESSES", addresses);
  }

  /** What it uses while it is on. */
  static Map<String, Long> running(Instance instance) {
    var used = new HashMap<String, Long>();
    Shape shape = shape(instance);
    Quotas.add(used, Map.of(shape.quota(), (long) shape.cpus()));
    Quotas.add(used, Map.of(Quotas.CPUS_ALL_REGIONS, (long) shape.cpus()));
    String zone = Reference.lastOf(instance.getZone());
    for (AcceleratorConfig config : instance.getGuestAcceleratorsList()) {
      Gpu gpu = Gpu.find(zone, Reference.lastOf(config.getAcceleratorType())).orElseThrow();
      Quotas.add(used, Map.of(gpu.quota(), (long) config.getAcceleratorCount()));
      Quotas.add(used, Map.of(Quotas.GPUS_ALL_REGIONS, (long) config.getAcceleratorCount()));
    }
    return used;
  }
}
