package org.stipend.orchestrator.change;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears every {@link Changes change} of every process on one database connection and passes it on.
 * Whenever the connection had to be made anew, subscribers are told that they may have missed some.
 */
@Component
public final class ChangeFeed implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

  /** Called on the feed's own thread: be quick, do not block. */
  public interface Subscriber {

    void changed(Change change);

    /** Anything may have changed. */
    void missed();
  }

  private final DataSource database;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private volatile boolean running;
  private volatile boolean listening;
  private volatile @Nullable Connection connection;
  private @Nullable Thread thread;

  ChangeFeed(DataSource database) {
    this.database = database;
  }

  public void subscribe(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  /** False while news may be lost: then nobody should trust what they remember for long. */
  public boolean isListening() {
    return listening;
  }

  @Override
  public synchronized void start() {
    running = true;
    thread = Thread.ofVirtual().name("change-feed").start(this::run);
  }

  @Override
  public synchronized void stop() {
    running = false;
    Connection open = connection;
    if (open != null) {
      abort(open);
    }
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        listen();
      } catch (SQLException e) {
        if (running) {
          log.atWarn().setCause(e).log("lost the connection that hears changes; connecting again");
        }
      } finally {
        listening = false;
      }
      pause();
    }
  }

  private void listen() throws SQLException {
    // not try-with-resources: a connection that listens must not go back into the pool
    Connection mine = database.getConnection();
    connection = mine;
    try {
      mine.setAutoCommit(true);
      try (var statement = mine.createStatement()) {
        statement.execute("LISTEN " + Changes.CHANNEL);
      }
      listening = true;
      subscribers.forEach(Subscriber::missed);
      PGConnection postgres = mine.unwrap(PGConnection.class);
      while (running) {
        PGNotification[] news = postgres.getNotifications((int) SIGN_OF_LIFE.toMillis());
        if (news == null || news.length == 0) {
          if (!mine.isValid((int) SIGN_OF_LIFE.toSeconds())) {
            throw new SQLException("the database does not answer");
          }
        } else {
          for (PGNotification one : news) {
            pass(one.getParameter());
          }
        }
      }
    } finally {
      connection = null;
      abort(mine);
      database.unwrap(HikariDataSource.class).evictConnection(mine);
    }
  }

  private void pass(String news) {
    try {
      Change change = Change.decoded(news);
      subscribers.forEach(subscriber -> subscriber.changed(change));
    } catch (IllegalArgumentException e) {
      // of a newer version beside us, while both run
      log.atDebug().setCause(e).log("news of an unknown kind");
    }
  }

  private void pause() {
    try {
      Thread.sleep(running ? BEFORE_RETRY : Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.atDebug().setCause(e).log("closing the connection that hears changes");
    }
  }
}
