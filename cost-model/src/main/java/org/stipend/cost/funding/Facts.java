package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.price.PriceList;

/**
 * All the facts of a pool from its beginning, as they are known now. Settling them says what the
 * books should hold; whatever was learned late, and in whatever order, the answer is the same.
 */
public record Facts(
    ResearcherId owner,
    List<Grant> grants,
    List<Revocation> revocations,
    List<Metered> uses,
    PriceList prices) {

  public Facts {
    grants = List.copyOf(grants);
    revocations = List.copyOf(revocations);
    uses = List.copyOf(uses);
  }

  /** The pool before the first fact, which is before an instant. */
  public Pool beginning(Instant before) {
    Instant first =
        Stream.concat(
                grants.stream().map(Grant::effectiveAt),
                uses.stream().map(metered -> metered.use().start()))
            .min(Instant::compareTo)
            .filter(instant -> instant.isBefore(before))
            .orElse(before);
    return new Pool(
        owner,
        Standing.NONE,
        first.minusSeconds(1),
        grants.stream().map(GrantBalance::whole).toList(),
        revocations,
        uses,
        List.of(),
        prices);
  }

  /** Settles everything anew, from before the first fact up to an instant. */
  public Settlement settle(Instant to) {
    return beginning(to).settle(to);
  }
}
