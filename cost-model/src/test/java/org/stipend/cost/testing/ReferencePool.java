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
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.price.Price;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.usage.Use;

/**
 * The rules of a pool told the slow way: one second after the other, with nothing remembered but
 * sums, in exact integers. It shares no code with what it judges but the records that carry facts.
 */
public final class ReferencePool {

  private static final long MINIMUM = 60;

  private final Pool pool;
  private final Totals totals = new Totals();
  private final Map<Grant, Long> left = new LinkedHashMap<>();
  private final Map<ChargeLine.Key, BigInteger> used = new HashMap<>();
  private final Map<ChargeLine.Key, Long> posted = new HashMap<>();
  private final List<Instant> exhaustions = new ArrayList<>();
  private boolean pays;
  private Standing standing;

  private ReferencePool(Pool pool) {
    this.pool = pool;
    this.standing = pool.standing();
    this.pays = standing.equals(Standing.ACTIVE);
    pool.grants().forEach(balance -> left.put(balance.grant(), balance.left().nanos()));
  }

  /** Settles a pool whose uses start no earlier than it. */
  public static ReferencePool settled(Pool pool, Instant to) {
    var reference = new ReferencePool(pool);
    for (Instant now = pool.asOf(); ; now = now.plusSeconds(1)) {
      reference.endRuns(now);
      if (now.isAfter(pool.asOf())) {
        reference.changeGrants(now);
        reference.takeBack(now);
      }
      reference.instantRuns(now);
      reference.endIfUnpayable(now);
      reference.notePayers(now);
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

  /** Posted cost of every line. */
  public Map<ChargeLine.Key, Long> posted() {
    return posted;
  }

  private void endRuns(Instant now) {
    for (Metered one : pool.uses()) {
      Use use = one.use();
      if (now.equals(use.end()) && SlowRating.isMachine(use) && !SlowRating.isInstant(use)) {
        long seconds = now.getEpochSecond() - use.start().getEpochSecond();
        if (seconds < MINIMUM) {
          post(one, now.minusSeconds(1), MINIMUM - seconds, payer(one, now.minusSeconds(1)));
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
    if (pays && expires && inForce(now) == 0) {
      stopPaying(now, Standing.Status.EXPIRED);
    }
    if (begins && !pays && owing(boundToCredit(now), now) <= inForce(now)) {
      pays = true;
      standing = Standing.ACTIVE;
    }
  }

  private void takeBack(Instant now) {
    pool.revocations().stream()
        .filter(one -> one.revokedAt().getEpochSecond() == now.getEpochSecond())
        .sorted(Revocation.ORDER)
        .forEach(one -> takeBack(one, now));
  }

  private void takeBack(Revocation revocation, Instant now) {
    Grant grant =
        left.keySet().stream()
            .filter(one -> one.id().equals(revocation.grant()))
            .findFirst()
            .orElseThrow();
    long most = left.get(grant);
    if (grant.isInForceAt(now)) {
      most = Math.max(0, Math.min(most, inForce(now) - owedMinima(now)));
    }
    long amount = Math.min(most, revocation.asked().nanos());
    left.merge(grant, -amount, Long::sum);
    totals.took(revocation, amount);
  }

  /** What every young run on credit still owes of its minimum. */
  private long owedMinima(Instant now) {
    return pays
        ? pool.uses().stream()
            .filter(one -> SlowRating.isLiveOrInstant(one.use(), now) && onCredit(one, now))
            .mapToLong(one -> next(one, now, SlowRating.owed(one.use(), now)))
            .sum()
        : 0;
  }

  private void instantRuns(Instant now) {
    List<Metered> runs =
        pool.uses().stream()
            .filter(one -> SlowRating.isMachine(one.use()) && SlowRating.isInstant(one.use()))
            .filter(one -> one.use().start().equals(now))
            .toList();
    long minima =
        runs.stream()
            .filter(one -> onCredit(one, now))
            .mapToLong(one -> next(one, now, MINIMUM))
            .sum();
    boolean payable = pays && owing(boundToCredit(now), now) + minima <= inForce(now);
    for (Metered run : runs) {
      Payer payer = onCredit(run, now) && !payable ? inPlace(run, now) : payer(run, now);
      totals.paid(run.use().id(), now, payer);
      post(run, now, MINIMUM, payer);
    }
  }

  private void endIfUnpayable(Instant now) {
    if (!pays) {
      return;
    }
    List<Metered> ours = boundToCredit(now).stream().filter(one -> isPriced(one, now)).toList();
    boolean unpayable = ours.isEmpty() ? inForce(now) == 0 : owing(ours, now) > inForce(now);
    if (unpayable) {
      stopPaying(now, Standing.Status.EXHAUSTED);
    }
  }

  private void stopPaying(Instant now, Standing.Status why) {
    pays = false;
    standing = new Standing(why, now);
    if (!boundToCredit(now).isEmpty()) {
      exhaustions.add(now);
    }
  }

  private void notePayers(Instant now) {
    for (Metered one : pool.uses()) {
      if (one.use().covers(now)) {
        totals.paid(one.use().id(), now, payer(one, now));
      }
    }
  }

  private void secondFrom(Instant now) {
    for (Metered one : pool.uses()) {
      if (one.use().covers(now)) {
        post(one, now, 1, payer(one, now));
      }
    }
  }

  /** What a second from now on would post, and the rest of the minimum of every young run. */
  private long owing(List<Metered> uses, Instant now) {
    return uses.stream()
        .mapToLong(one -> next(one, now, 1 + SlowRating.owed(one.use(), now.plusSeconds(1))))
        .sum();
  }

  private long next(Metered one, Instant second, long seconds) {
    Optional<Price> price = price(one.use(), second);
    if (price.isEmpty()) {
      return 0;
    }
    ChargeLine.Key line = line(one.use(), price.get(), second);
    BigInteger total =
        used.getOrDefault(line, BigInteger.ZERO).add(SlowRating.quantity(one.use(), seconds));
    return SlowRating.rounded(price.get(), second, total) - posted.getOrDefault(line, 0L);
  }

  private void post(Metered one, Instant second, long seconds, Payer payer) {
    Optional<Price> price = price(one.use(), second);
    if (price.isEmpty()) {
      return;
    }
    long amount = next(one, second, seconds);
    ChargeLine.Key line = line(one.use(), price.get(), second);
    used.merge(line, SlowRating.quantity(one.use(), seconds), BigInteger::add);
    posted.merge(line, amount, Long::sum);
    totals.used(line, SlowRating.quantity(one.use(), seconds).longValueExact());
    switch (payer) {
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

  private boolean isPriced(Metered one, Instant second) {
    return price(one.use(), second).isPresent();
  }

  private Optional<Price> price(Use use, Instant second) {
    return pool.prices().versions(use.quantity().sku()).stream()
        .filter(price -> price.isInForceAt(second))
        .findFirst();
  }

  private static ChargeLine.Key line(Use use, Price price, Instant second) {
    return new ChargeLine.Key(use.resource(), price.sku(), price.id(), BillingMonth.of(second));
  }

  private long inForce(Instant second) {
    return left.entrySet().stream()
        .filter(entry -> entry.getKey().isInForceAt(second))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  // ---- who pays

  private List<Metered> boundToCredit(Instant now) {
    return pool.uses().stream().filter(one -> one.use().covers(now) && onCredit(one, now)).toList();
  }

  private static boolean onCredit(Metered one, Instant second) {
    return one.payers().at(second).orElseThrow() instanceof Payer.CreditPool;
  }

  private Payer payer(Metered one, Instant second) {
    return onCredit(one, second) && !pays
        ? inPlace(one, second)
        : one.payers().at(second).orElseThrow();
  }

  private Payer inPlace(Metered one, Instant second) {
    Optional<Payer.LinkedAccount> ready = one.ready().at(second);
    return ready.isPresent()
        ? ready.get()
        : new Payer.Platform(
            SlowRating.isMachine(one.use()) ? Payer.Cause.OVERRUN : Payer.Cause.GRACE,
            pool.owner());
  }
}
