package org.stipend.orchestrator.books;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;

/**
 * Three random days of a pool: grants, revocations, hand-offs, disks and runs. What happens is the
 * first source's; when it is told is the other's, and without one it is told as it happens.
 */
final class Story {

  /** A month ends in the middle. */
  static final Instant BEGIN = Instant.parse("2026-04-29T12:00:00Z");

  private static final Instant MONTH_END = Instant.parse("2026-05-01T00:00:00Z");
  static final Instant END = BEGIN.plus(Duration.ofDays(3));

  /** By then all has happened and is told. */
  private static final Instant LAST = END.minus(Duration.ofHours(1));

  private static final List<String> ACCOUNTS = List.of("012345-6789AB-CDEF01", "A0-B1-C2");
  private static final List<String> MACHINES =
      List.of("n1-standard-4", "n1-standard-4+1xt4", "e2-medium", "n2-standard-8", "e2-micro");
  private static final List<String> DISKS = List.of("pd-balanced", "pd-standard", "pd-ssd");

  /** Something that happened, told at some time. */
  record News(Instant told, int order, Tell tell) {}

  interface Tell {
    void to(Played played);
  }

  /**
   * A story being played.
   *
   * @param workspaces one that credit pays for, and one that is handed over now and then
   * @param grants by their number in the story
   */
  record Played(
      MoneyWorld world,
      ResearcherId pool,
      List<WorkspaceId> workspaces,
      Map<Integer, GrantId> grants) {

    /** The same story is played twice in one database, each time with things of its own. */
    RuntimeId machine(UUID name) {
      return new RuntimeId(ours(name));
    }

    DiskId disk(UUID name) {
      return new DiskId(ours(name));
    }

    private UUID ours(UUID name) {
      return UUID.nameUUIDFromBytes((name + "/" + pool).getBytes());
    }
  }

  private final Random facts;
  private final @Nullable Random delays;
  private final List<News> news = new ArrayList<>();
  private final List<Instant> grants = new ArrayList<>();

  private Story(Random facts, @Nullable Random delays) {
    this.facts = facts;
    this.delays = delays;
  }

  /** In the order in which it is told. */
  static List<News> of(Random facts, @Nullable Random delays) {
    List<News> news = new Story(facts, delays).news();
    news.sort(Comparator.comparing(News::told).thenComparing(News::order));
    return news;
  }

  private List<News> news() {
    grant(BEGIN, cents(facts, 5, 300), facts.nextBoolean() ? hours(10, 60) : null);
    for (int i = facts.nextInt(3); i > 0; i--) {
      Instant at = hours(1, 40);
      Instant expires =
          facts.nextInt(4) == 0 && at.isBefore(MONTH_END) ? MONTH_END : at.plusSeconds(3_600);
      grant(at, cents(facts, 1, 100), facts.nextBoolean() ? expires : null);
    }
    for (int number = 0; number < grants.size(); number++) {
      revocations(number);
    }
    handOffs();
    for (int i = 1 + facts.nextInt(4); i > 0; i--) {
      disk(new UUID(facts.nextLong(), i));
    }
    for (int i = 1 + facts.nextInt(5); i > 0; i--) {
      runs(new UUID(facts.nextLong(), i));
    }
    return news;
  }

  private void add(Instant told, Tell tell) {
    news.add(new News(told, news.size(), tell));
  }

  private void grant(Instant at, String dollars, Instant expires) {
    int number = grants.size();
    grants.add(at);
    add(
        at,
        story -> story.grants().put(number, story.world().grant(story.pool(), dollars, expires)));
  }

  /** Told when they happen; what they take follows from whatever is learned later. */
  private void revocations(int number) {
    for (int i = Math.max(0, facts.nextInt(4) - 1); i > 0; i--) {
      Instant at = grants.get(number).plusMillis(1 + facts.nextInt(100_000_000));
      String asked = facts.nextBoolean() ? "1000" : cents(facts, 1, 100);
      add(at, story -> story.world().takeBack(story.pool(), story.grants().get(number), asked));
    }
  }

  private void handOffs() {
    Instant at = BEGIN;
    Instant told = BEGIN;
    for (int i = facts.nextInt(4); i > 0; i--) {
      Instant from = at.plusMillis(1_000 + facts.nextInt(80_000_000));
      boolean back = facts.nextInt(3) == 0;
      String account = ACCOUNTS.get(facts.nextInt(ACCOUNTS.size()));
      told = later(told, told(from, delays));
      add(
          told,
          story -> {
            if (back) {
              HandOffs.backToCredit(story.world(), story.workspaces().getLast(), from);
            } else {
              HandOffs.toAccount(story.world(), story.workspaces().getLast(), account, from);
            }
          });
      at = from;
    }
  }

  private void disk(UUID name) {
    Instant start = aStart();
    int workspace = facts.nextInt(2);
    String type = DISKS.get(facts.nextInt(DISKS.size()));
    long gib = 10 + facts.nextInt(2_000);
    Instant told = told(start, delays);
    add(
        told,
        story ->
            story
                .world()
                .diskCreated(
                    story.disk(name), story.workspaces().get(workspace), type, gib, start));
    if (facts.nextBoolean()) {
      Instant end = anEnd(start, start.plusSeconds(facts.nextInt(100_000)));
      add(
          later(told, told(end, delays)),
          story -> story.world().diskDeleted(story.disk(name), end));
    }
  }

  /** A runtime that is started and stopped a few times. */
  private void runs(UUID name) {
    String type = MACHINES.get(facts.nextInt(MACHINES.size()));
    int workspace = facts.nextInt(2);
    Instant start = aStart().plusMillis(facts.nextInt(1_000));
    Instant told = start;
    for (int runs = 1 + facts.nextInt(3); runs > 0; runs--) {
      Instant began = start;
      told = later(told, told(began, delays));
      add(
          told,
          story ->
              story
                  .world()
                  .machineStarted(
                      story.machine(name), story.workspaces().get(workspace), type, began));
      if (runs == 1 && facts.nextInt(4) == 0) {
        break; // runs on
      }
      Instant stop = anEnd(began, began.plusMillis(aDuration()));
      told = later(guess(name, began, told), told(stop, delays));
      Tell end = story -> story.world().machineStopped(story.machine(name), stop);
      add(told, end);
      add(told, end);
      if (facts.nextInt(5) == 0) {
        add(told(told, delays), story -> story.world().launchFailed(story.machine(name), began));
      }
      start = stop.plusMillis(facts.nextInt(10_000_000));
    }
  }

  /** Hours, a minute or so, or no second at all. */
  private int aDuration() {
    return switch (facts.nextInt(6)) {
      case 0 -> facts.nextInt(1_000);
      case 1, 2 -> facts.nextInt(70_000);
      default -> facts.nextInt(20_000_000);
    };
  }

  /** Sometimes a stop is first believed to have been at another instant. */
  private Instant guess(UUID name, Instant began, Instant told) {
    if (delays == null || delays.nextInt(3) > 0) {
      return told;
    }
    Instant guess = began.plusMillis(delays.nextInt(20_000_000));
    Instant guessed = later(told, told(guess, delays));
    add(guessed, story -> story.world().machineStopped(story.machine(name), guess, true));
    return guessed;
  }

  /** Sometimes in the very second of a grant. */
  private Instant aStart() {
    return facts.nextInt(4) == 0 ? grants.get(facts.nextInt(grants.size())) : hours(0, 30);
  }

  /** Sometimes right when the month ends. */
  private Instant anEnd(Instant start, Instant end) {
    return facts.nextInt(6) == 0 && start.isBefore(MONTH_END) ? MONTH_END : end;
  }

  private Instant hours(int from, int to) {
    return BEGIN.plusSeconds(from * 3_600L + facts.nextInt((to - from) * 3_600));
  }

  private static Instant told(Instant happened, Random delays) {
    Instant told = delays == null ? happened : happened.plusSeconds(delays.nextInt(20_000));
    return told.isAfter(LAST) ? LAST : told;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String cents(Random random, int least, int most) {
    return "%d.%02d%07d"
        .formatted(
            least / 100 + random.nextInt(1 + most / 100),
            random.nextInt(100),
            1 + random.nextInt(9_999_999));
  }
}
