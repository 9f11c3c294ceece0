package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stipend.orchestrator.TestConsole;

/** A disk that a runtime takes is not deleted under it. */
class DiskInUseTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void isNotDeletedUnderARuntimeThatTookItAMomentAgo() {
    TestingLaunch launch = ofADeletedRuntime();
    String disk = launch.disk();
    JdbcClient jdbc = console.database().jdbc();
    var deletion =
        console
            .database()
            .transactions()
            .execute(status -> {
              jdbc.sql("SELECT 1 FROM disk WHERE id = :id::uuid FOR UPDATE")
                  .param("id", disk)
                  .query(Integer.class)
                  .single();
              jdbc.sql("UPDATE runtime SET state = 'STARTING' WHERE disk = :id::uuid")
                  .param("id", disk)
                  .update();
              var asked =
                  CompletableFuture.supplyAsync(
                      () -> launch.owner().send("DELETE", "/api/disks/" + disk, ""));
              awaitSomebodyWaitingForALock();
              return asked;
            });

    var answer = deletion.join();
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("DISK_IN_USE");
  }

  private static TestingLaunch ofADeletedRuntime() {
    TestingLaunch launch = TestingLaunch.in(console);
    console
        .database()
        .jdbc()
        .sql("UPDATE runtime SET state = 'DELETED' WHERE disk = :id::uuid")
        .param("id", launch.disk())
        .update();
    return launch;
  }

  private static void awaitSomebodyWaitingForALock() {
    JdbcClient other = console.bean(JdbcClient.class);
    Awaitility.await()
        .until(() ->
            other
                    .sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .query(Integer.class)
                    .single()
                > 0);
  }
}
