package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.TestDatabase;

class PoolRoundsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final MoneyWorld world = new MoneyWorld(database);

  @Test
  void aPoolWhoseTurnFailsKeepsNoOtherWaiting() {
    ResearcherId broken = aPoolThatEndsSoon(T0);
    ResearcherId sound = aPoolThatEndsSoon(T0.plusSeconds(1));
    database
        .asOwner()
        .sql(
            "ALTER TABLE credit_pool ADD CHECK (researcher <> '%s' OR status <> 'EXHAUSTED')"
                .formatted(broken.value()))
        .update();
    Instant later = T0.plus(Duration.ofDays(1));
    world.clock.moveTo(later);
    assertThat(world.get(PoolSweep.class).sweep(later, Duration.ZERO)).isEqualTo(1);
    assertThat(world.status(broken)).isEqualTo("ACTIVE");
    assertThat(world.status(sound)).isEqualTo("EXHAUSTED");
    world.close();
  }

  private ResearcherId aPoolThatEndsSoon(Instant diskCreated) {
    ResearcherId owner = world.aResearcher();
    world.grant(owner, "1");
    world.diskCreated(
        new DiskId(UUID.randomUUID()), world.aWorkspaceOf(owner), "pd-ssd", 4_000, diskCreated);
    return owner;
  }
}
