package org.stipend.cost.funding;

import org.stipend.cost.money.Money;

/** A grant and what is left of it: what was granted minus spent, revoked and expired. */
public record GrantBalance(Grant grant, Money left) {

  public GrantBalance {
    if (left.isNegative() || left.isMoreThan(grant.amount())) {
      throw new IllegalArgumentException(
          "Grant %s of %s has %s left".formatted(grant.id(), grant.amount(), left));
    }
  }

  /** A grant of which nothing is spent yet. */
  public static GrantBalance whole(Grant grant) {
    return new GrantBalance(grant, grant.amount());
  }
}
