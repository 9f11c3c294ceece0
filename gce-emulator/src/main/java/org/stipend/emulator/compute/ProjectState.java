package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** What one project holds. */
final class ProjectState {

  private final String id;
  private final Shelf<Disk> disks;
  private final Shelf<Instance> instances;
  private final Map<String, Guest> guests = new HashMap<>();
  private final Map<String, Trouble> troubles = new HashMap<>();
  private final Shelf<Snapshot> snapshots;
  private final Operations operations;
  private final Memory memory = new Memory();
  private final Quotas quotas;
  private final Standing standing = new Standing();
  private final Life life;

  ProjectState(String id, World world) {
    this.id = id;
    Chronicle chronicle = world.chronicle();
    this.disks = new Shelf<>("disks", chronicle::disk);
    this.instances = new Shelf<>("instances", chronicle::machine);
    this.snapshots = new Shelf<>("snapshots", chronicle::snapshot);
    this.operations = new Operations(id, world);
    this.quotas = new Quotas(this);
    this.life = new Life(world, this);
  }

  String id() {
    return id;
  }

  /** Google's own number for it. */
  long number() {
    return 1_000_000_000L + Integer.toUnsignedLong(id.hashCode());
  }

  Standing standing() {
    return standing;
  }

  Shelf<Disk> disks() {
    return disks;
  }

  Shelf<Instance> instances() {
    return instances;
  }

  Life life() {
    return life;
  }

  Guest guest(Reference vm) {
    return guests.computeIfAbsent(vm.path(), _ -> new Guest());
  }

  /** What holds up every boot of this machine, also of one that is still to be made. */
  Optional<Trouble> trouble(Reference vm) {
    return Optional.ofNullable(troubles.get(vm.path()));
  }

  void troubled(Reference vm, Trouble trouble) {
    troubles.put(vm.path(), trouble);
  }

  void cured(Reference vm) {
    troubles.remove(vm.path());
  }

  void forgetGuest(Reference vm) {
    guests.remove(vm.path());
  }

  Shelf<Snapshot> snapshots() {
    return snapshots;
  }

  Operations operations() {
    return operations;
  }

  Memory memory() {
    return memory;
  }

  Quotas quotas() {
    return quotas;
  }

  Reference disk(String zone, String name) {
    return disks.reference(id, zoneScope(zone), name);
  }

  Reference instance(String zone, String name) {
    return instances.reference(id, zoneScope(zone), name);
  }

  Reference snapshot(String name) {
    return snapshots.reference(id, "global", name);
  }

  /** Refuses a zone that does not exist. */
  static String zoneScope(String zone) {
    if (!Places.ZONES.contains(zone)) throw Refusal.invalid("zone", zone, "Unknown zone.");
    return Reference.zone(zone);
  }
}
