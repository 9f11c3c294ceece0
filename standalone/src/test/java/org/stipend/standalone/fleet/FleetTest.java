package org.stipend.standalone.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.emulator.compute.Happening;
import org.stipend.emulator.compute.Happening.Kind;

/** The harness itself: one life of one runtime. */
class FleetTest {

  @TempDir Path directory;

  @Test
  void aRuntimeIsLaunchedAndStoppedOnOneClock() {
    try (Fleet fleet = Fleet.in(directory)) {
      Person ada = Person.in(fleet, "ada");
      UUID runtime = UUID.randomUUID();
      ada.launch(runtime, 0).ok();
      fleet.time().until("it runs", () -> ada.state(runtime).equals("RUNNING"));
      ada.tells(runtime, "stop").ok();
      fleet.time().until("it is off", () -> ada.state(runtime).equals("STOPPED"));

      List<Kind> kinds = fleet.cloud().events().stream().map(Happening::kind).toList();
      assertThat(kinds).containsOnlyOnce(Kind.MACHINE_RUNS, Kind.MACHINE_STOPPED);
    }
  }
}
