package org.stipend.cost.testing;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stipend.cost.Payer;
import org.stipend.cost.SegmentId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.price.Price;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.usage.UsageSegment;

/**
 * The rules of a pool told the slow way: one second after the other, with nothing remembered but
 * sums, in exact integers. It shares no code with what it judges but the records that carry facts.
 */
public final class ReferencePool {

  private static final long MINIMUM = 60;

  private final Pool pool;
  private final Totals totals = new Totals();
  private final Map<Grant, Long> left = new LinkedHashMap<>();
  private final Map<UsageSegment, Payer> payers = new LinkedHashMap<>();
  private final Map<UsageSegment, Payer> afterCredit = new HashMap<>();
  private final Map<UsageSegment, SegmentId> names = new HashMap<>();
  private final Map<ChargeLine.Key, BigInteger> used = new HashMap<>();
  private final Map<ChargeLine.Key, Long> posted = new HashMap<>();
  private final List<Instant> exhaustions = new ArrayList<>();
  private Standing standing;

  private ReferencePool(Pool pool) {
    this.pool = pool;
    this.standing = pool.standing();
    pool.grants().forEach(balance -> left.put(balance.grant(), balance.left().nanos()));
    for (Metered metered : pool.segments()) {
      payers.put(metered.segment(), metered.segment().payer());
      afterCredit.put(metered.segment(), metered.afterCredit());
      names.put(metered.segment(), metered.segment().id());
    }
  }

  /** Settles a pool whose segments are all unsettled and start no earlier than it. */
  public static ReferencePool settled(Pool pool, Instant to) {
    var reference = new ReferencePool(pool);
    for (Instant now = pool.asOf(); ; now = now.plusSeconds(1)) {
      reference.endRuns(now);
      if (now.isAfter(pool.asOf())) {
        reference.changeGrants(now);
      }
      reference.instantRuns(now);
      reference.handOverIfUnpayable(now);
      if (!now.isBefore(to)) {
        return reference;
      }
      reference.secondFrom(now);
    }
  }

  public Totals totals() {
    return totals;
  }

  public Standing standing() {
    return standing;
  }

  public List<Instant> exhaustions() {
    return exhaustions;
  }

  public Map<Grant, Long> left() {
    return left;
  }

  /** Posted and exact cost of every line: numerator over denominator. */
  public Map<ChargeLine.Key, Long> posted() {
    return posted;
  }

  private void endRuns(Instant now) {
    for (UsageSegment segment : payers.keySet()) {
      if (now.equals(segment.end()) && segment.run() != null && !isInstant(segment)) {
        long seconds = now.getEpochSecond() - segment.run().start().getEpochSecond();
        if (seconds < MINIMUM) {
          post(segment, now.minusSeconds(1), MINIMUM - seconds);
        }
      }
    }
  }

  private void changeGrants(Instant now) {
    boolean expires = false;
    boolean begins = false;
    for (var entry : left.entrySet()) {
      Grant grant = entry.getKey();
      if (now.equals(grant.expiresAt())) {
        expires = true;
        totals.broke(grant.id(), entry.getValue());
        entry.setValue(0L);
      }
      begins |= now.equals(grant.effectiveAt()) && entry.getValue() > 0;
    }
    if (standing == Standing.ACTIVE && expires && inForce(now) == 0) {
      standing = Standing.EXPIRED;
    }
    if (begins && standing != Standing.ACTIVE) {
      List<UsageSegment> back =
          payers.keySet().stream()
              .filter(one -> one.covers(now) && (onCredit(one) || coveredForCredit(one)))
              .toList();
      if (owing(back, now) <= inForce(now)) {
        standing = Standing.ACTIVE;
        back.stream()
            .filter(one -> !onCredit(one))
            .forEach(one -> pass(one, new Payer.CreditPool(pool.owner()), now));
      }
    }
  }

  private void instantRuns(Instant now) {
    List<UsageSegment> runs =
        payers.keySet().stream()
            .filter(one -> isInstant(one) && one.run() != null && one.start().equals(now))
            .toList();
    long minima =
        runs.stream().filter(this::onCredit).mapToLong(one -> next(one, now, MINIMUM)).sum();
    boolean payable =
        standing == Standing.ACTIVE && owing(onCreditAt(now), now) + minima <= inForce(now);
    for (UsageSegment run : runs) {
      if (onCredit(run) && !payable) {
        pass(run, afterCredit.get(run), now);
      }
      post(run, now, MINIMUM);
    }
  }

  private void handOverIfUnpayable(Instant now) {
    List<UsageSegment> ours = onCreditAt(now);
    boolean unpayable = standing != Standing.ACTIVE || owing(ours, now) > inForce(now);
    if (!ours.isEmpty() && unpayable) {
      standing = standing == Standing.ACTIVE ? Standing.EXHAUSTED : standing;
      exhaustions.add(now);
      ours.forEach(one -> pass(one, afterCredit.get(one), now));
    }
  }

  private void secondFrom(Instant now) {
    for (UsageSegment segment : payers.keySet()) {
      if (segment.covers(now)) {
        post(segment, now, 1);
      }
    }
  }

  /** What a second from now on would post, and the rest of the minimum of every young run. */
  private long owing(List<UsageSegment> segments, Instant now) {
    return segments.stream().mapToLong(one -> next(one, now, 1 + owedAfter(one, now))).sum();
  }

  private static long owedAfter(UsageSegment segment, Instant now) {
    if (segment.run() == null) {
      return 0;
    }
    long age = now.getEpochSecond() + 1 - segment.run().start().getEpochSecond();
    return Math.max(0, MINIMUM - age);
  }

  private long next(UsageSegment segment, Instant second, long seconds) {
    Optional<Price> price = price(segment, second);
    if (price.isEmpty()) {
      return 0;
    }
    ChargeLine.Key line = line(segment, price.get(), second);
    BigInteger total = used.getOrDefault(line, BigInteger.ZERO).add(quantity(segment, seconds));
    return rounded(price.get(), second, total) - posted.getOrDefault(line, 0L);
  }

  private void post(UsageSegment segment, Instant second, long seconds) {
    Price price = price(segment, second).orElseThrow();
    long amount = next(segment, second, seconds);
    ChargeLine.Key line = line(segment, price, second);
    used.merge(line, quantity(segment, seconds), BigInteger::add);
    posted.merge(line, amount, Long::sum);
    totals.used(line, quantity(segment, seconds).longValueExact());
    switch (payers.get(segment)) {
      case Payer.CreditPool _ -> draw(line, amount, second);
      case Payer.LinkedAccount linked -> totals.bore(line, Account.payer(linked.account()), amount);
      case Payer.Platform platform ->
          totals.bore(line, Account.platform(platform.cause(), platform.researcher()), amount);
      case Payer.Orphan _ -> totals.bore(line, Account.orphan(), amount);
    }
  }

  private void draw(ChargeLine.Key line, long amount, Instant second) {
    long open = amount;
    for (Grant grant : left.keySet().stream().sorted(Grant.BURN_ORDER).toList()) {
      if (grant.isInForceAt(second)) {
        long drawn = Math.min(open, left.get(grant));
        left.merge(grant, -drawn, Long::sum);
        totals.bore(line, Account.credit(grant.id()), drawn);
        open -= drawn;
      }
    }
    totals.bore(line, Account.platform(Payer.Cause.OVERRUN, pool.owner()), open);
  }

  private static long rounded(Price price, Instant second, BigInteger quantity) {
    BigInteger nanos =
        BigInteger.valueOf(price.units())
            .multiply(BigInteger.TEN.pow(9))
            .add(BigInteger.valueOf(price.nanos()));
    BigInteger divisor =
        switch (price.unit()) {
          case VCPU_HOUR -> BigInteger.valueOf(3_600_000);
          case GIB_HOUR -> BigInteger.valueOf(3_686_400);
          case HOUR -> BigInteger.valueOf(3_600);
          case GIB_MONTH -> BigInteger.valueOf(BillingMonth.of(second).interval().seconds());
        };
    BigInteger[] parts = nanos.multiply(quantity).divideAndRemainder(divisor);
    int half = parts[1].compareTo(divisor.subtract(parts[1]));
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return parts[0].longValueExact() + (up ? 1 : 0);
  }

  private static BigInteger quantity(UsageSegment segment, long seconds) {
    return BigInteger.valueOf(segment.quantity().amount()).multiply(BigInteger.valueOf(seconds));
  }

  private Optional<Price> price(UsageSegment segment, Instant second) {
    return pool.prices().versions(segment.quantity().sku()).stream()
        .filter(price -> price.isInForceAt(second))
        .findFirst();
  }

  private static ChargeLine.Key line(UsageSegment segment, Price price, Instant second) {
    return new ChargeLine.Key(segment.resource(), price.sku(), price.id(), BillingMonth.of(second));
  }

  private long inForce(Instant second) {
    return left.entrySet().stream()
        .filter(entry -> entry.getKey().isInForceAt(second))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private List<UsageSegment> onCreditAt(Instant second) {
    return payers.keySet().stream().filter(one -> onCredit(one) && one.covers(second)).toList();
  }

  private boolean onCredit(UsageSegment segment) {
    return payers.get(segment) instanceof Payer.CreditPool;
  }

  private boolean coveredForCredit(UsageSegment segment) {
    return payers.get(segment) instanceof Payer.Platform platform
        && platform.cause() != Payer.Cause.FAILED_LAUNCH;
  }

  private void pass(UsageSegment segment, Payer next, Instant at) {
    payers.put(segment, next);
    names.computeIfPresent(segment, (_, name) -> name.successorAt(at));
    totals.passed(names.get(segment), at, next);
  }

  private static boolean isInstant(UsageSegment segment) {
    return segment.start().equals(segment.end());
  }
}
