package org.stipend.orchestrator.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestDatabase;

class ChangeFeedTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final UUID runtime = UUID.randomUUID();
  private final Changes changes = new Changes(database.jdbc());
  private final ChangeFeed feed = new ChangeFeed(database.dataSource());
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void listen() throws InterruptedException {
    feed.subscribe(
        new ChangeFeed.Subscriber() {
          @Override
          public void changed(Change change) {
            heard.add(change.encoded());
          }

          @Override
          public void missed() {
            heard.add("missed");
          }
        });
    feed.start();
    assertThat(heard.take()).isEqualTo("missed");
  }

  @AfterEach
  void stop() {
    feed.stop();
  }

  @Test
  void oneTransactionTellsOfAnEntityOnceHoweverOftenItChangedIt() throws InterruptedException {
    database
        .transactions()
        .executeWithoutResult(status -> {
          changes.changed(Kind.RUNTIME, runtime);
          changes.changed(Kind.RUNTIME, runtime);
          changes.changed(Kind.CREDIT, runtime);
        });

    assertThat(heard.take()).isEqualTo("RUNTIME " + runtime);
    assertThat(heard.take()).isEqualTo("CREDIT " + runtime);
  }

  @Test
  void aLostConnectionIsMadeAnewAndSubscribersLearnThatTheyMayHaveMissedSome()
      throws InterruptedException {
    database
        .asOwner()
        .sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE 'LISTEN%'
            """)
        .query(Boolean.class)
        .list();

    assertThat(heard.take()).isEqualTo("missed");
    database.transactions().executeWithoutResult(status -> changes.changed(Kind.DISK, runtime));
    assertThat(heard.take()).isEqualTo("DISK " + runtime);
    await("the lost one has left the pool").until(() -> connectionsInUse() == 1);
  }

  private static int connectionsInUse() throws SQLException {
    return database
        .dataSource()
        .unwrap(HikariDataSource.class)
        .getHikariPoolMXBean()
        .getActiveConnections();
  }

  @Test
  void newsOutsideATransactionIsAMistake() {
    assertThatThrownBy(() -> changes.changed(Kind.DISK, runtime))
        .isInstanceOf(IllegalStateException.class);
  }
}
