package org.stipend.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a server for as long as this process lives: one that ended is started again at once,
 * one that does not answer for {@link #HUNG} is killed first. The person at the terminal is told
 * once when it breaks and once when it is back.
 */
final class Keeper implements AutoCloseable {

  static final Duration HUNG = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONG_RUN = Duration.ofMinutes(1);

  /** Longer than any restart: whoever closes must not leave a server behind. */
  private static final Duration END = Duration.ofSeconds(90);

  private final Kept server;
  private final Console console;
  private final String log;
  private final LongSupplier nanos;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private boolean silent;
  private long silentSince;
  private boolean broken;
  private long brokenSince;
  private long notBefore;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param log where the server says why
   * @param nanos as {@link System#nanoTime}
   */
  Keeper(Kept server, Console console, Object log, LongSupplier nanos) {
    this.server = server;
    this.console = console;
    this.log = log.toString();
    this.nanos = nanos;
    this.notBefore = nanos.getAsLong();
    this.thread = Thread.ofPlatform().name("keeper-" + server.name()).daemon().unstarted(this::run);
  }

  Keeper start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    switch (server.ask()) {
      case WORKS -> works();
      case RECOVERS -> silent = false;
      case ENDED -> again("has ended");
      case SILENT -> {
        if (!silent) {
          silent = true;
          silentSince = nanos.getAsLong();
        } else if (since(silentSince).compareTo(HUNG) >= 0) {
          again("does not answer");
        }
      }
    }
  }

  private void works() {
    silent = false;
    if (broken) {
      broken = false;
      console.say(
          "  %s is back after %d s.".formatted(server.name(), since(brokenSince).toSeconds()));
      LOG.atWarn().log("{} is back", server.name());
    } else if (since(notBefore).compareTo(LONG_RUN) > 0) {
      pause = FIRST_PAUSE;
    }
  }

  private void again(String why) {
    if (!broken) {
      broken = true;
      brokenSince = nanos.getAsLong();
      console.say("");
      console.say("  %s %s: starting it again. Log: %s".formatted(server.name(), why, log));
      LOG.atWarn().addKeyValue("log", log).log("{} {}: starting it again", server.name(), why);
    }
    if (nanos.getAsLong() - notBefore < 0) {
      return;
    }
    try {
      server.restart();
    } catch (IOException | RuntimeException e) {
      LOG.atError().setCause(e).log("{} cannot be started, trying again", server.name());
    }
    silent = false;
    notBefore = nanos.getAsLong() + pause.toNanos();
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private Duration since(long then) {
    return Duration.ofNanos(nanos.getAsLong() - then);
  }

  /** Ends the looking, then the server. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}
