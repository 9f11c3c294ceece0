package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.machine.MachineState;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;
import org.stipend.workers.pause.Pause;

/** Machines and disks where their names say that they are, beside those in the shared project. */
class OwnProjectsTest {

  private static final String ADAS = "ws-ada";
  private static final String BOBS = "ws-bob";

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked shared = new Asked();
  private final Asked adas = new Asked(ADAS);
  private final Asked bobs = new Asked(BOBS);
  private final List<String> own = new ArrayList<>(List.of(ADAS, BOBS));
  private ComputeProvider provider;

  @BeforeEach
  void makeAMachineInEach() {
    provider = worker();
    for (Asked asked : List.of(shared, adas, bobs)) {
      provider.diskActivities().create(asked.disk());
      provider.machines().create(asked.start(1));
    }
  }

  private ComputeProvider worker() {
    return google.worker(new Territory(EmulatedGoogle.PROJECT, () -> List.copyOf(own)), () -> {});
  }

  @Test
  void eachIsInTheProjectThatItsNameSays() {
    assertThat(machinesIn(EmulatedGoogle.PROJECT)).containsExactly(shared.name.value());
    assertThat(machinesIn(ADAS)).containsExactly(adas.name.value());
    assertThat(machinesIn(BOBS)).containsExactly(bobs.name.value());
  }

  @Test
  void anotherWorkerEndsAndMovesThemWhereTheyAre() {
    ComputeProvider other = worker();

    assertThat(other.machines().stop(adas.stop(2))).isInstanceOf(MachineState.Stopped.class);
    other.machines().delete(adas.delete(3));
    assertThat(other.diskActivities().move(adas.move()).name()).isEqualTo(adas.elsewhere);
    assertThat(machinesIn(ADAS)).isEmpty();
    assertThat(other.machines().observe(bobs.name)).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void pagesGoThroughAllProjectsAndNamesSayWhichOne() {
    for (int atMost : List.of(1, 2, 5, ListHoldings.LARGEST_PAGE)) {
      List<Holdings> pages = pages(atMost);
      assertThat(pages.stream().flatMap(page -> page.machines().stream()).map(HeldMachine::name))
          .containsExactlyInAnyOrder(shared.name, adas.name, bobs.name);
      assertThat(pages.stream().flatMap(page -> page.disks().stream()))
          .extracting(HeldDisk::name, HeldDisk::attachedTo)
          .containsExactlyInAnyOrder(
              tuple(shared.home, shared.name),
              tuple(adas.home, adas.name),
              tuple(bobs.home, bobs.name));
      assertThat(pages).allSatisfy(page -> assertThat(page.unknown()).isEmpty());
    }
  }

  @Test
  void aProjectThatShowsNothingIsNotKnownAndHidesNoOther() {
    refuse(ADAS);

    List<Holdings> pages = pages(ListHoldings.LARGEST_PAGE);

    assertThat(pages.stream().flatMap(page -> page.unknown().stream())).containsExactly(ADAS);
    assertThat(pages.stream().flatMap(page -> page.machines().stream()).map(HeldMachine::name))
        .containsExactlyInAnyOrder(shared.name, bobs.name);
  }

  @Test
  void theSharedProjectHasToShowWhatIsInIt() {
    own.clear();
    refuse(EmulatedGoogle.PROJECT);

    assertThatThrownBy(() -> pages(1)).hasMessageContaining("Google does not let the platform");
  }

  @Test
  void theWatchTellsOfMachinesInAllProjectsAndForgetsNoneThatIsNotShown() {
    List<UUID> told = new ArrayList<>();
    var watch = new GoogleWatch(provider.inventory(), told::add, Pause.sleeping());
    watch.look();
    assertThat(told).containsExactlyInAnyOrder(shared.runtime, adas.runtime, bobs.runtime);

    refuse(ADAS);
    watch.look();
    watch.look();
    assertThat(told).hasSize(3);
  }

  /** The next list of its machines. */
  private void refuse(String project) {
    var how = new Fault.Refused(Refusal.of(403, "forbidden", "No list of " + project));
    List<String> before = provider.inventory().projects();
    google
        .emulator()
        .faults()
        .add(new Fault("instances.aggregatedList", "*", before.indexOf(project) + 1, 1, how));
  }

  private List<Holdings> pages(int atMost) {
    List<Holdings> pages = new ArrayList<>();
    String token = null;
    do {
      Holdings page = provider.inventory().list(new ListHoldings(token, atMost));
      pages.add(page);
      token = page.nextPage();
    } while (token != null);
    return pages;
  }

  private List<String> machinesIn(String project) {
    List<String> names = new ArrayList<>();
    google
        .clients()
        .instances()
        .list(project, EmulatedGoogle.ZONE)
        .iterateAll()
        .forEach(vm -> names.add(vm.getName()));
    return names;
  }
}
