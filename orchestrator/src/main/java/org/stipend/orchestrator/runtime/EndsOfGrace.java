package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.books.GraceCost;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.disk.DiskNews;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.disk.Graces;
import org.stipend.orchestrator.disk.KeptUntil;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.payer.PoolTurns;

/**
 * Disks that were kept for as long as was promised are deleted, with the runtime that holds them.
 * Whatever has changed by then keeps them: who pays, who may work there, or books that are in
 * doubt. Late is never too early: what fails is tried again.
 */
@Component
final class EndsOfGrace {

  private static final Logger log = LoggerFactory.getLogger(EndsOfGrace.class);
  private static final Duration REMINDED = Duration.ofDays(7);

  private final Graces graces;
  private final GraceCost cost;
  private final Disks disks;
  private final DiskNews news;
  private final Notices notices;
  private final RuntimeTable table;
  private final Lives lives;
  private final PoolBooks books;
  private final PoolTurns turns;
  private final PoolLocks locks;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  EndsOfGrace(
      Graces graces,
      GraceCost cost,
      Disks disks,
      DiskNews news,
      Notices notices,
      RuntimeTable table,
      Lives lives,
      PoolBooks books,
      PoolTurns turns,
      PoolLocks locks,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.graces = graces;
    this.cost = cost;
    this.disks = disks;
    this.news = news;
    this.notices = notices;
    this.table = table;
    this.lives = lives;
    this.books = books;
    this.turns = turns;
    this.locks = locks;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
  void again() {
    try {
      pass();
    } catch (RuntimeException e) {
      log.warn("Disks that are kept could not be looked after, trying again: {}", e.toString());
    }
  }

  void pass() {
    Instant now = clock.instant();
    graces.over(now).forEach(ending -> attempt(ending, one -> end(one, now)));
    graces
        .toRemind(now, now.plus(REMINDED))
        .forEach(ending -> attempt(ending, one -> remind(one, now)));
    cost.exceeded().forEach(this::tellAdmins);
  }

  /** One that fails does not keep others waiting. */
  private void attempt(Graces.Ending ending, Consumer<Graces.Ending> work) {
    try {
      turns.ofReport(
          ending.pool(),
          () ->
              transactions.executeWithoutResult(_ -> {
                locks.lock(ending.pool());
                if (isStillKept(ending)) {
                  work.accept(ending);
                }
              }));
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("disk", ending.disk()).setCause(e).log("A disk is kept for longer");
    }
  }

  /** As the facts have it in this very moment, not only as it was written down. */
  private boolean isStillKept(Graces.Ending ending) {
    return graces.hold(ending)
        && (ending.kept().cause() == KeptUntil.Cause.MEMBERSHIP
            || books.kept(ending.pool(), clock.instant()).stream()
                .anyMatch(kept -> kept.disk().equals(ending.disk())));
  }

  private void end(Graces.Ending ending, Instant now) {
    news.deleted(ending);
    table
        .lockHolding(ending.disk())
        .ifPresentOrElse(
            row -> {
              var delete = new Happening.ToDeleteWithDisk(cause(ending.kept().cause()));
              lives.goOn(row, Life.after(row, delete, now), now);
            },
            () -> disks.drop(ending.disk()));
    log.atInfo()
        .addKeyValue("disk", ending.disk())
        .addKeyValue("cause", ending.kept().cause())
        .addKeyValue("since", ending.kept().since())
        .log("A disk was kept long enough");
  }

  private static Cause cause(KeptUntil.Cause cause) {
    return switch (cause) {
      case CREDIT -> Cause.CREDIT;
      case PAYER -> Cause.PAYER;
      case MEMBERSHIP -> Cause.MEMBERSHIP;
    };
  }

  private void tellAdmins(GraceCost.Exceeded one) {
    transactions.executeWithoutResult(
        _ -> notices.tellAdmins(News.graceCap(one.pool(), one.since(), one.spent())));
  }

  private void remind(Graces.Ending ending, Instant now) {
    news.endsSoon(ending, Duration.between(now, ending.kept().until()));
    graces.reminded(ending);
  }
}
