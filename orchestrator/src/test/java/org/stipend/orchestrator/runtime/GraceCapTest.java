package org.stipend.orchestrator.runtime;

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
import org.stipend.orchestrator.books.MoneyWorld;

/** Disks without credit cost the platform more than it means to pay. */
final class GraceCapTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void itIsATaskForEachAdminOnceAndNothingIsDeleted() {
    MoneyWorld world = new MoneyWorld(database);
    UUID admin = world.aResearcher().value();
    world
        .jdbc()
        .sql("INSERT INTO person_role (person, role, granted_at) VALUES (?, 'ADMIN', now())")
        .param(admin)
        .update();
    ResearcherId ada = world.aResearcher();
    DiskId disk = new DiskId(UUID.randomUUID());
    world.grant(ada, "1");
    world.diskCreated(disk, world.aWorkspaceOf(ada), "pd-balanced", 30_000, T0);
    world.fire(ada, world.endsAt(ada));
    Instant ended = world.endsAt(ada);

    for (int day = 0; day < 4; day++) {
      world.settle(ada, ended.plus(Duration.ofDays(day)));
      world.get(EndsOfGrace.class).tellAdmins();
    }

    assertThat(
            world
                .jdbc()
                .sql(
                    "SELECT count(*) FROM notice WHERE person = ? AND pool = ? AND kind = 'GRACE_CAP'")
                .params(admin, ada.value())
                .query(Long.class)
                .single())
        .isOne();
    assertThat(
            world
                .jdbc()
                .sql("SELECT desired FROM disk WHERE id = ?")
                .param(disk.value())
                .query(String.class)
                .single())
        .isEqualTo("PRESENT");
    world.close();
  }
}
