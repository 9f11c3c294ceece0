package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.compute.Downfall;
import org.stipend.workers.pause.Pause;

class GoogleWatchTest {

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked asked = new Asked();
  private final List<UUID> told = new ArrayList<>();
  private GoogleWatch watch;

  @BeforeEach
  void makeAMachine() {
    google.provider().diskActivities().create(asked.disk());
    google.provider().machines().create(asked.start(1));
    watch = new GoogleWatch(google.provider().inventory(), told::add, Pause.sleeping());
  }

  @Test
  void tellsOfEveryMachineAtItsFirstLookAndThenOfNoneThatStaysAsItIs() {
    watch.look();
    assertThat(told).containsExactly(asked.runtime);

    watch.look();
    assertThat(told).hasSize(1);
  }

  @Test
  void tellsOfAMachineThatWentDownOnceItIsDown() {
    watch.look();
    google.change(cloud ->
        cloud.goesDown(
            EmulatedGoogle.PROJECT,
            EmulatedGoogle.ZONE,
            asked.name.value(),
            Downfall.PREEMPTED,
            Duration.ZERO));
    watch.look();
    assertThat(told).hasSize(1);

    google.advance(Duration.ofSeconds(60));
    watch.look();
    assertThat(told).containsExactly(asked.runtime, asked.runtime);
  }

  @Test
  void tellsOfAMachineThatIsGoneAndOfOneThatBeganAnotherRun() {
    watch.look();
    google.provider().machines().stop(asked.stop(2));
    google.provider().machines().start(asked.start(3));
    watch.look();
    assertThat(told).hasSize(2);

    google.provider().machines().delete(asked.delete(4));
    watch.look();
    assertThat(told).hasSize(3);
  }
}
