package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.stipend.cost.money.Money;

/** The revocations of a pool while it is being swept: those to come, and what the others took. */
final class TakingBack {

  private final PriorityQueue<Revocation> ahead = new PriorityQueue<>(Revocation.ORDER);
  private final List<Taking> takings = new ArrayList<>();

  TakingBack(List<Revocation> revocations) {
    ahead.addAll(revocations);
  }

  /** The next one that has come by an instant; empty: none has. */
  Optional<Revocation> dueBy(Instant now) {
    return nextAt().filter(at -> !at.isAfter(now)).map(_ -> ahead.remove());
  }

  void took(Revocation revocation, Grant grant, Money amount) {
    if (amount.isPositive()) {
      takings.add(new Taking(revocation, grant.programme(), amount));
    }
  }

  Optional<Instant> nextAt() {
    return Optional.ofNullable(ahead.peek()).map(Revocation::at);
  }

  boolean isComplete() {
    return ahead.isEmpty();
  }

  List<Revocation> ahead() {
    return ahead.stream().sorted(Revocation.ORDER).toList();
  }

  List<Taking> takings() {
    return takings;
  }
}
