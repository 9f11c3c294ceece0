package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.time.Timeline;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.usage.Uses;

/** Gathers what is known of a pool: what was given, what ran, who is to pay, at which prices. */
@Component
final class FactsOfPools {

  private final GrantFacts grants;
  private final Uses uses;
  private final PayerTable payers;
  private final PriceLists prices;

  FactsOfPools(GrantFacts grants, Uses uses, PayerTable payers, PriceLists prices) {
    this.grants = grants;
    this.uses = uses;
    this.payers = payers;
    this.prices = prices;
  }

  /** With the uses that have not ended by an instant. */
  Facts from(ResearcherId pool, Instant at) {
    Map<WorkspaceId, Timeline<Payer>> bound = payers.settledBy(pool);
    List<Metered> metered =
        uses.unfinished(pool, at).stream()
            .map(known -> new Metered(known.use(), payersOf(known, bound, pool)))
            .toList();
    return new Facts(pool, grants.grants(pool), grants.revocations(pool), metered, prices.all());
  }

  /** All there ever was. */
  Facts all(ResearcherId pool) {
    return from(pool, Instant.EPOCH);
  }

  /** A launch that never reached people is the platform's from its start. */
  private static Timeline<Payer> payersOf(
      Uses.Known known, Map<WorkspaceId, Timeline<Payer>> bound, ResearcherId pool) {
    if (known.launchFailed()) {
      return Timeline.<Payer>empty()
          .from(Instant.MIN, new Payer.Platform(Payer.Cause.FAILED_LAUNCH, pool));
    }
    Timeline<Payer> payers = bound.get(known.workspace());
    if (payers == null) {
      throw new IllegalStateException("nobody pays for workspace " + known.workspace());
    }
    return payers;
  }
}
