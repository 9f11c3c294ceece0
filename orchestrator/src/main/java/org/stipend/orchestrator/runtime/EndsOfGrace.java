package org.stipend.orchestrator.runtime;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.GraceCost;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.disk.DiskNews;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.disk.Endings;
import org.stipend.orchestrator.disk.Endings.Ending;
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
  private static final int AT_ONCE = 100;

  private final Endings endings;
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
      Endings endings,
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
    this.endings = endings;
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
    byPool(endings.toRemind(now, now.plus(REMINDED)), now, this::remind);
    byPool(endings.over(now), now, this::end);
  }

  /** One pool that fails does not keep others waiting. */
  private void byPool(List<Ending> all, Instant now, BiConsumer<Ending, Instant> work) {
    all.stream()
        .collect(groupingBy(Ending::pool, LinkedHashMap::new, toList()))
        .forEach((pool, some) -> {
          try {
            turns.ofReport(pool, () -> underLock(pool, some, now, work));
          } catch (RuntimeException e) {
            log.warn("Disks of {} are kept for longer: {}", pool, e.toString());
          }
        });
  }

  /** As the facts have it in this very moment, not only as it was written down. */
  private void underLock(
      ResearcherId pool, List<Ending> some, Instant now, BiConsumer<Ending, Instant> work) {
    transactions.executeWithoutResult(_ -> {
      locks.lock(pool);
      if (books.bringUpToDate(pool, now)) {
        some.stream()
            .limit(AT_ONCE)
            .filter(endings::hold)
            .forEach(ending -> work.accept(ending, now));
      }
    });
  }

  private void remind(Ending ending, Instant now) {
    news.endsSoon(ending, Duration.between(now, ending.kept().until()));
    endings.reminded(ending, ending.kept().until());
  }

  /** Of what nobody was reminded, somebody is first. */
  private void end(Ending ending, Instant now) {
    if (!ending.told()) {
      news.endsSoon(ending, REMINDED);
      endings.reminded(ending, now.plus(REMINDED));
      return;
    }
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

  /** What is booked grows each hour. */
  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT15M")
  void tellAdmins() {
    cost.exceeded()
        .forEach(one ->
            transactions.executeWithoutResult(
                _ -> notices.tellAdmins(News.graceCap(one.pool(), one.since(), one.spent()))));
  }
}
