package org.stipend.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final TestingServer server = new TestingServer();
  private long now;
  private final Keeper keeper =
      new Keeper(
          server,
          new Console(new PrintStream(terminal), new PrintStream(terminal), false),
          "clock.log",
          () -> now);

  @AfterEach
  void close() {
    keeper.close();
  }

  @Test
  void whatHasEndedIsStartedAgainAtOnceAndBothAreSaidOnce() {
    server.health = Kept.Health.ENDED;
    keeper.look();
    assertThat(server.restarts).isEqualTo(1);

    server.health = Kept.Health.WORKS;
    after(Duration.ofSeconds(3));
    after(Duration.ofSeconds(3));
    assertThat(said())
        .containsExactly(
            "The clock has ended: starting it again. Log: clock.log",
            "The clock is back after 3 s.");
  }

  @Test
  void whatIsSilentForFifteenSecondsIsDead() {
    server.health = Kept.Health.SILENT;
    keeper.look();
    after(Duration.ofSeconds(14));
    assertThat(server.restarts).isZero();

    after(Duration.ofSeconds(1));
    assertThat(server.restarts).isEqualTo(1);
    assertThat(said()).hasSize(1);
  }

  @Test
  void aComputerThatSleptIsNoSilence() {
    server.health = Kept.Health.WORKS;
    keeper.look();
    server.health = Kept.Health.SILENT;
    after(Duration.ofHours(8));
    assertThat(server.restarts).isZero();
  }

  @Test
  void whatRecoversIsNotDisturbedHoweverLongItTakes() {
    server.health = Kept.Health.RECOVERS;
    keeper.look();
    after(Duration.ofHours(1));
    assertThat(server.restarts).isZero();
  }

  @Test
  void whatDoesNotStayIsTriedAgainEveryTenSecondsAtMost() {
    server.health = Kept.Health.ENDED;
    server.startable = false;
    keeper.look();
    for (int second = 0; second < 300; second++) {
      after(Duration.ofSeconds(1));
    }
    assertThat(server.restarts).isBetween(30, 36);
    assertThat(said()).hasSize(1);
  }

  private void after(Duration duration) {
    now += duration.toNanos();
    keeper.look();
  }

  private String[] said() {
    return terminal
        .toString()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toArray(String[]::new);
  }

  private static final class TestingServer implements Kept {

    private Health health = Health.WORKS;
    private boolean startable = true;
    private int restarts;

    @Override
    public String name() {
      return "The clock";
    }

    @Override
    public Health ask() {
      return health;
    }

    @Override
    public void restart() throws IOException {
      restarts++;
      if (!startable) {
        throw new IOException("no spring");
      }
    }

    @Override
    public void close() {}
  }
}
