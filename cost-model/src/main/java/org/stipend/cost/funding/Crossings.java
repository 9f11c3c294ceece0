package org.stipend.cost.funding;

import static java.util.stream.Collectors.toSet;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * Which thresholds of a pool people are told of, which of them are crossed, and when the next one
 * will be. Computed like the end of the credit, from the very amounts that are posted, so that
 * nobody has to look in between.
 *
 * @param given what was granted, less what was taken back and what expired
 * @param expired what expired, and when, as far as it is not booked yet
 * @param end of its credit, ahead or past; null: none in sight
 * @param keptUntil up to when disks are kept that lived on it
 */
public record Crossings(
    Pool pool,
    Money given,
    Map<Instant, Money> expired,
    @Nullable Instant end,
    Set<Instant> keptUntil) {

  private static final BigInteger WHOLE = BigInteger.valueOf(100);

  public Crossings {
    expired = Map.copyOf(expired);
    keptUntil = Set.copyOf(keptUntil);
  }

  /** What of it was used, whatever has become of the rest. */
  public Money used() {
    return given.minus(Money.sum(pool.grants().stream().map(GrantBalance::left)));
  }

  /** What is used and what can be used now. */
  public Money total() {
    return used().plus(pool.available());
  }

  /** How often more was granted. */
  public long generation() {
    return pool.grants().stream()
        .filter(balance -> !balance.grant().effectiveAt().isAfter(pool.asOf()))
        .count();
  }

  /** All that are crossed by now. */
  public Set<Crossing> crossed() {
    return all()
        .filter(one -> isCrossed(one.crossing(), one.at()))
        .map(Timed::crossing)
        .collect(toSet());
  }

  /**
   * Of those that are crossed and not known yet, the ones somebody is to hear of: the most urgent
   * of each kind. What a new generation begins with was told in the one before.
   */
  public List<Crossing> toTell(Set<Crossing> known) {
    var fresh = new HashSet<>(crossed());
    fresh.removeAll(known);
    if (!known.contains(beginning())) {
      fresh.removeIf(
          one -> one.kind().isOfGeneration() && known.contains(one.inTheGenerationBefore()));
    }
    fresh.remove(beginning());
    boolean ends = fresh.stream().anyMatch(one -> one.kind() == Crossing.Kind.ENDED);
    fresh.removeIf(one -> isMoot(one, ends));
    return Stream.of(Crossing.Kind.values())
        .flatMap(
            kind -> fresh.stream().filter(one -> one.kind() == kind).max(Crossing.URGENCY).stream())
        .toList();
  }

  /** Who is told that the credit has ended need not hear that it would, or why. */
  private boolean isMoot(Crossing one, boolean ends) {
    return switch (one.kind()) {
      case USED -> ends;
      case RUNWAY -> !pool.standing().pays();
      case EXPIRY ->
          pool.standing().ended().filter(at -> at.getEpochSecond() == one.series()).isPresent();
      case ENDED, GRACE -> false;
    };
  }

  /** When the next one will be crossed that is not yet, if nothing changes but what is known. */
  public Optional<Instant> next(Set<Crossing> known) {
    Set<Crossing> crossed = crossed();
    Stream<Instant> timed =
        all()
            .filter(one -> !known.contains(one.crossing()) && !crossed.contains(one.crossing()))
            .flatMap(one -> Optional.ofNullable(one.at()).stream());
    return Stream.concat(timed, nextUse(known).stream())
        .filter(at -> at.isAfter(pool.asOf()))
        .min(Instant::compareTo);
  }

  // ---- which there are

  /**
   * @param at when; null: that depends on what is used
   */
  private record Timed(Crossing crossing, @Nullable Instant at) {}

  private Stream<Timed> all() {
    return Stream.of(uses(), runway(), expiries(), hasExpired(), ends(), grace())
        .flatMap(one -> one);
  }

  private Stream<Timed> uses() {
    return Crossing.Kind.USED.thresholds().stream().map(percent -> new Timed(used(percent), null));
  }

  private Crossing used(int percent) {
    return new Crossing(Crossing.Kind.USED, generation(), percent);
  }

  private Crossing beginning() {
    return used(0);
  }

  private Stream<Timed> runway() {
    Instant gone = end;
    if (gone == null) {
      return Stream.empty();
    }
    return Crossing.Kind.RUNWAY.thresholds().stream()
        .map(minutes ->
            new Timed(
                new Crossing(Crossing.Kind.RUNWAY, generation(), minutes),
                gone.minus(Duration.ofMinutes(minutes))));
  }

  private Stream<Timed> ends() {
    return end == null
        ? Stream.empty()
        : Stream.of(new Timed(new Crossing(Crossing.Kind.ENDED, generation(), 0), end));
  }

  private Stream<Timed> expiries() {
    return pool.grants().stream()
        .filter(balance -> balance.left().isPositive())
        .flatMap(balance -> Optional.ofNullable(balance.grant().expiresAt()).stream())
        .distinct()
        .flatMap(expiry -> down(Crossing.Kind.EXPIRY, expiry));
  }

  private Stream<Timed> hasExpired() {
    return expired.keySet().stream()
        .map(expiry -> new Timed(Crossing.at(Crossing.Kind.EXPIRY, expiry, 0), expiry));
  }

  private Stream<Timed> grace() {
    return keptUntil.stream()
        .filter(pool.asOf()::isBefore)
        .flatMap(until -> down(Crossing.Kind.GRACE, until));
  }

  private static Stream<Timed> down(Crossing.Kind kind, Instant to) {
    return kind.thresholds().stream()
        .map(days -> new Timed(Crossing.at(kind, to, days), to.minus(Duration.ofDays(days))));
  }

  // ---- where they are

  private boolean isCrossed(Crossing crossing, @Nullable Instant at) {
    return at == null ? isUsed(crossing.threshold()) : !at.isAfter(pool.asOf());
  }

  private boolean isUsed(int percent) {
    return percent == 0 || (total().isPositive() && !toUse(percent).isPositive());
  }

  /** How much more has to be used until so much of it is. */
  private Money toUse(int percent) {
    BigInteger[] part =
        BigInteger.valueOf(total().nanos())
            .multiply(BigInteger.valueOf(percent))
            .divideAndRemainder(WHOLE);
    long whole = part[0].longValueExact() + (part[1].signum() > 0 ? 1 : 0);
    return Money.ofNanos(whole).minus(used());
  }

  private Optional<Instant> nextUse(Set<Crossing> known) {
    if (!pool.standing().pays() || !total().isPositive()) {
      return Optional.empty();
    }
    return Crossing.Kind.USED.thresholds().stream()
        .filter(percent -> !isUsed(percent) && !known.contains(used(percent)))
        .map(this::toUse)
        .min(Money::compareTo)
        .flatMap(amount -> Prediction.drawn(pool, amount));
  }
}
