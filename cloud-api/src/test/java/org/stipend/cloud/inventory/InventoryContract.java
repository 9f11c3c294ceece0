package org.stipend.cloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopMachine;

/** What every provider lists of what its machines and disks made, and every fake of it. */
public abstract class InventoryContract {

  private static final String TYPE = "n1-standard-1";

  protected final UUID runtime = UUID.randomUUID();
  protected final MachineName machine = MachineName.of(runtime, 3).in(zone());
  protected final UUID disk = UUID.randomUUID();
  protected final DiskName home = DiskName.of(disk).in(zone());

  private DiskCreated created;

  /** Where machines and disks are made; null where the provider has no zones. */
  protected @Nullable String zone() {
    return null;
  }

  protected abstract Inventory inventory();

  protected abstract Machines machines();

  protected abstract Disks disks();

  @BeforeEach
  void makeTheHomeDisk() {
    created = makeDisk(disk);
  }

  @AfterEach
  void leaveNothingRunning() {
    machines().delete(new DeleteMachine(fence(Integer.MAX_VALUE), machine, home));
  }

  @Test
  void aDiskThatHangsOnNothingIsListedWithWhatItCosts() {
    Instant madeAt = created.createdAt();

    assertThat(all().disks())
        .containsExactly(new HeldDisk(home, disk, null, "pd-balanced", 10, madeAt));
    assertThat(all().billingOn()).isTrue();
  }

  @Test
  void aMachineThatRunsIsListedWithWhoseItIs() {
    MachineState.Running running = (MachineState.Running) machines().create(wish(3));

    HeldMachine listed = all().machines().getFirst();

    assertThat(listed.madeAt()).isBeforeOrEqualTo(Instant.now());
    assertThat(listed)
        .isEqualTo(
            new HeldMachine(
                machine, runtime, 3L, 3L, Power.RUNS, TYPE, listed.madeAt(), running.startedAt()));
    assertThat(all().disks().getFirst().attachedTo()).isEqualTo(machine);
  }

  @Test
  void aMachineThatIsOffKeepsItsNameAndItsDisk() {
    machines().create(wish(3));
    machines().stop(new StopMachine(fence(4), machine, home));
    machines().start(wish(5));
    machines().stop(new StopMachine(fence(6), machine, home));

    assertThat(all().machines())
        .singleElement()
        .satisfies(off -> {
          assertThat(off.name()).isEqualTo(machine);
          assertThat(off.madeIn()).isEqualTo(3);
          assertThat(off.run()).isEqualTo(5);
          assertThat(off.power()).isEqualTo(Power.OFF);
          assertThat(off.ranSince()).isNull();
        });
    assertThat(all().disks().getFirst().attachedTo()).isEqualTo(machine);
  }

  @Test
  void whatWasDeletedIsNotListed() {
    machines().create(wish(3));
    machines().delete(new DeleteMachine(fence(4), machine, home));

    assertThat(all().machines()).isEmpty();
    assertThat(all().disks()).extracting(HeldDisk::attachedTo).containsOnlyNulls();

    disks().delete(new DeleteDisk(new Fence(disk, 2, 1), home));

    assertThat(all().disks()).isEmpty();
  }

  @Test
  void pagesHaveEverythingOnce() {
    machines().create(wish(3));
    List<UUID> others = List.of(UUID.randomUUID(), UUID.randomUUID());
    others.forEach(this::makeDisk);

    List<Holdings> pages = pages(1);

    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.machines().size() + page.disks().size()).isLessThanOrEqualTo(1));
    assertThat(pages.stream().flatMap(page -> page.machines().stream())).hasSize(1);
    assertThat(pages.stream().flatMap(page -> page.disks().stream()).map(HeldDisk::disk))
        .containsExactlyInAnyOrder(disk, others.getFirst(), others.getLast());
  }

  private DiskCreated makeDisk(UUID id) {
    return disks()
        .create(
            new CreateDisk(
                new Fence(id, 1, 1),
                DiskName.of(id).in(zone()),
                id,
                UUID.randomUUID(),
                "pd-balanced",
                10));
  }

  /** The first page, which is the last where so little is there. */
  private Holdings all() {
    Holdings page = inventory().list(new ListHoldings(null, ListHoldings.LARGEST_PAGE));
    assertThat(page.nextPage()).isNull();
    return page;
  }

  private List<Holdings> pages(int atMost) {
    List<Holdings> pages = new ArrayList<>();
    String token = null;
    do {
      Holdings page = inventory().list(new ListHoldings(token, atMost));
      pages.add(page);
      token = page.nextPage();
    } while (token != null);
    return pages;
  }

  private StartMachine wish(long generation) {
    return new StartMachine(
        fence(generation),
        machine,
        runtime,
        UUID.randomUUID(),
        Tool.TERMINAL,
        TYPE,
        home,
        "http://%s.localhost:8081".formatted(runtime),
        Duration.ofHours(1));
  }

  private Fence fence(long generation) {
    return new Fence(runtime, generation, 1);
  }
}
