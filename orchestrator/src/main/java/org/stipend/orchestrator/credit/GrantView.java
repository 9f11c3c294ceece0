package org.stipend.orchestrator.credit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * A grant as people see it.
 *
 * @param revokedAt when something was taken back, in the order of time
 */
record GrantView(
    UUID id,
    String programme,
    String reason,
    boolean promotional,
    Money amount,
    Money left,
    Money revoked,
    Instant effectiveAt,
    @Nullable Instant expiresAt,
    State state,
    String grantedBy,
    Instant grantedAt,
    List<Instant> revokedAt) {

  enum State {
    ACTIVE,
    FUTURE,
    SPENT,
    EXPIRED,
    REVOKED
  }
}
