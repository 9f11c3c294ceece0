package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.stipend.cost.GrantId;
import org.stipend.cost.funding.Charge.Share;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;

/** The grants of a pool while it is being swept, in burn order. None is ever below zero. */
final class Purse {

  private final SequencedMap<Grant, Money> left = new LinkedHashMap<>();

  private final List<Breakage> breakages = new ArrayList<>();
  private Money drawn = Money.ZERO;

  Purse(List<GrantBalance> inBurnOrder) {
    inBurnOrder.forEach(balance -> left.put(balance.grant(), balance.left()));
  }

  Money inForceAt(Instant instant) {
    return Money.sum(
        left.entrySet().stream()
            .filter(entry -> entry.getKey().isInForceAt(instant))
            .map(entry -> entry.getValue()));
  }

  /** What is left of the grant that pays next. */
  Money firstInForceAt(Instant instant) {
    return left.entrySet().stream()
        .filter(entry -> entry.getKey().isInForceAt(instant) && entry.getValue().isPositive())
        .map(entry -> entry.getValue())
        .findFirst()
        .orElse(Money.ZERO);
  }

  /** Takes up to an amount: each grant in force to the nano before the next is touched. */
  List<Share> draw(Money amount, Instant instant) {
    var shares = new ArrayList<Share>();
    Money open = amount;
    for (var entry : left.entrySet()) {
      Money drawn = entry.getKey().isInForceAt(instant) ? entry.getValue().min(open) : Money.ZERO;
      if (drawn.isPositive()) {
        entry.setValue(entry.getValue().minus(drawn));
        shares.add(new Share(Account.credit(entry.getKey().id()), drawn));
        open = open.minus(drawn);
      }
    }
    this.drawn = this.drawn.plus(amount.minus(open));
    return shares;
  }

  /** What was drawn so far. */
  Money drawn() {
    return drawn;
  }

  /** The last instant from one up to another to which it can pay for lines. */
  Instant payableUntil(List<OpenLine> lines, Instant from, Instant to) {
    return OpenLine.lastPayable(lines, inForceAt(from), from, to);
  }

  boolean canPayOneMoreSecond(List<OpenLine> lines, Instant from) {
    return !OpenLine.committed(lines, from.plusSeconds(1)).isMoreThan(inForceAt(from));
  }

  /** Empties the grants that have expired by an instant, those with something left. */
  void expire(Instant instant) {
    for (var entry : left.entrySet()) {
      Instant expiry = entry.getKey().expiresAt();
      if (expiry != null && !expiry.isAfter(instant) && entry.getValue().isPositive()) {
        breakages.add(new Breakage(entry.getKey(), expiry, entry.getValue()));
        entry.setValue(Money.ZERO);
      }
    }
  }

  List<Breakage> breakages() {
    return breakages;
  }

  /** Takes from one grant, whether in force or not. */
  void take(Grant grant, Money amount) {
    left.computeIfPresent(grant, (_, rest) -> rest.minus(amount));
  }

  Optional<GrantBalance> balance(GrantId grant) {
    return balances().stream().filter(one -> one.grant().id().equals(grant)).findFirst();
  }

  boolean comesIntoForceAt(Instant instant) {
    return left.entrySet().stream()
        .anyMatch(
            entry -> entry.getKey().effectiveAt().equals(instant) && entry.getValue().isPositive());
  }

  boolean expiresAt(Instant instant) {
    return left.keySet().stream().anyMatch(grant -> instant.equals(grant.expiresAt()));
  }

  boolean changesAt(Instant instant) {
    return expiresAt(instant) || comesIntoForceAt(instant);
  }

  Optional<Instant> nextChangeAfter(Instant instant) {
    return left.keySet().stream()
        .flatMap(grant -> Stream.of(grant.effectiveAt(), grant.expiresAt()))
        .filter(change -> change != null && change.isAfter(instant))
        .min(Instant::compareTo);
  }

  List<GrantBalance> balances() {
    return left.entrySet().stream()
        .map(entry -> new GrantBalance(entry.getKey(), entry.getValue()))
        .toList();
  }
}
