package org.stipend.cost.books;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.testing.Build;
import org.stipend.cost.testing.KeptBooks;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.ReferencePool;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.time.Interval;

/**
 * The same facts, told late, wrongly at first and in any order, with settlements in between or
 * none: the books end like those of somebody who knew everything in time, and like those of the
 * slow model.
 */
class AnyOrderOfNewsTest {

  private static final int CASES = 10_000;

  /** After the last news. */
  private static final Instant LAST = RandomPools.END.plusSeconds(3_600);

  /** Something is learned at some time; nothing before an instant is touched by it. */
  private record News(Instant told, int order, Instant since, Learn learn) {}

  private interface Learn {
    void into(Known known);
  }

  /** What is known so far. */
  private static final class Known {
    private final Map<UseId, Metered> uses = new HashMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private final List<Revocation> revocations = new ArrayList<>();

    Facts facts(Facts truth) {
      return new Facts(
          truth.owner(), grants, revocations, List.copyOf(uses.values()), truth.prices());
    }
  }

  @Test
  void endsInTheSameBooks() {
    Seeded.cases(
        CASES,
        random -> {
          Facts truth = RandomPools.facts(random);
          KeptBooks books = told(truth, random);

          assertThat(books.balances()).isEqualTo(KeptBooks.balancesOf(truth, LAST));
          assertThat(books.tiles()).containsExactlyInAnyOrderElementsOf(truth.settle(LAST).tiles());
        });
  }

  @Test
  void endsInTheBooksOfTheSlowModel() {
    Seeded.cases(
        CASES / 10,
        random -> {
          Facts truth = RandomPools.facts(random);
          KeptBooks books = told(truth, random);
          Pool beginning = truth.beginning(RandomPools.BEGIN);
          ReferencePool slow = ReferencePool.settled(beginning, LAST);

          slow.left()
              .forEach((grant, nanos) -> assertThat(books.left(grant).nanos()).isEqualTo(nanos));
          slow.posted().forEach((key, nanos) -> assertThat(posted(books, key)).isEqualTo(nanos));
        });
  }

  private static long posted(KeptBooks books, ChargeLine.Key key) {
    var line = books.lines().get(key);
    return line == null ? 0 : line.posted().nanos();
  }

  @Test
  void whatWasKnownInTimeIsNeverCorrected() {
    Seeded.cases(
        CASES / 10,
        random -> {
          Facts truth = RandomPools.facts(random);
          var books = new KeptBooks(RandomPools.BEGIN);
          Instant now = RandomPools.BEGIN;
          while (now.isBefore(LAST)) {
            now = now.plusSeconds(1 + random.nextInt(100));
            books.bring(truth, books.settledTo().plusSeconds(1), now);
          }
          int before = books.journals();
          Instant since = RandomPools.BEGIN.plusSeconds(random.nextInt(RandomPools.SECONDS));

          Draft again = books.bring(truth, since, books.settledTo());

          assertThat(again.entries()).isEmpty();
          assertThat(books.journals()).isEqualTo(before);
        });
  }

  /** Plays the news to a clerk who brings the books up when it suits him. */
  private static KeptBooks told(Facts truth, RandomGenerator random) {
    var known = new Known();
    var books = new KeptBooks(RandomPools.BEGIN);
    Instant unchangedBefore = LAST;
    List<News> news = new ArrayList<>(story(truth, random));
    news.sort(comparing(News::told).thenComparing(News::order));
    for (News one : news) {
      one.learn().into(known);
      unchangedBefore = earlier(unchangedBefore, one.since());
      if (random.nextInt(3) == 0) {
        Instant to = later(books.settledTo(), Interval.floor(one.told()));
        books.bring(known.facts(truth), earlier(unchangedBefore, end(books)), to);
        unchangedBefore = LAST;
      }
    }
    books.bring(known.facts(truth), earlier(unchangedBefore, end(books)), LAST);
    return books;
  }

  private static Instant end(KeptBooks books) {
    return books.settledTo().plusSeconds(1);
  }

  private static List<News> story(Facts truth, RandomGenerator random) {
    List<News> news = new ArrayList<>();
    for (Grant grant : truth.grants()) {
      Instant told = told(grant.effectiveAt(), random);
      add(news, told, grant.effectiveAt(), known -> known.grants.add(grant));
      for (Revocation revocation : truth.revocations()) {
        if (revocation.grant().equals(grant.id())) {
          told = later(told, told(revocation.revokedAt(), random));
          add(news, told, revocation.at(), known -> known.revocations.add(revocation));
        }
      }
    }
    truth.uses().forEach(use -> tell(use, news, random));
    return news;
  }

  private static void tell(Metered truth, List<News> news, RandomGenerator random) {
    Instant start = truth.use().start();
    Instant end = truth.use().end();
    boolean payersKnown = random.nextBoolean();
    Metered known = payersKnown ? truth : Metered.of(truth.use(), Build.CREDIT);
    Instant told = told(start, random);
    learn(news, told, start, known.endedAt(null));
    if (end != null && random.nextInt(3) == 0) {
      Instant guess = start.plusSeconds(random.nextInt(200));
      told = later(told, told(guess, random));
      learn(news, told, guess, known.endedAt(guess));
      told = later(told, told(end, random));
      learn(news, told, earlier(guess, end), known.endedAt(end));
    } else if (end != null) {
      told = later(told, told(end, random));
      learn(news, told, end, known.endedAt(end));
    }
    if (!payersKnown) {
      learn(news, later(told, told(start, random)), start, truth);
    }
  }

  private static void learn(List<News> news, Instant told, Instant since, Metered metered) {
    add(news, told, since, known -> known.uses.put(metered.use().id(), metered));
  }

  private static void add(List<News> news, Instant told, Instant since, Learn learn) {
    news.add(new News(told, news.size(), since, learn));
  }

  private static Instant told(@Nullable Instant happened, RandomGenerator random) {
    return happened.plusSeconds(random.nextBoolean() ? 0 : random.nextInt(300));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
