package org.stipend.orchestrator.access;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;

/** The credit shown beside a person, told by whoever keeps it. */
public interface CreditOfPeople {

  /** Empty for who never had credit. */
  Optional<CreditSummary> of(ResearcherId researcher, Instant now);

  /**
   * @param status ACTIVE, EXHAUSTED or EXPIRED
   * @param endsAt the last second the credit can pay at this pace, or where it ended
   */
  record CreditSummary(
      String status, Money available, Money burnPerHour, Instant asOf, @Nullable Instant endsAt) {}
}
