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
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.payer.PayerTimelines;
import org.stipend.orchestrator.payer.WorkspacePayers;
import org.stipend.orchestrator.usage.Uses;

/** Gathers what is known of a pool: what was given, what ran, who is to pay, at which prices. */
@Component
final class FactsOfPools {

  private final GrantFacts grants;
  private final Uses uses;
  private final PayerTimelines payers;
  private final PriceLists prices;

  FactsOfPools(GrantFacts grants, Uses uses, PayerTimelines payers, PriceLists prices) {
    this.grants = grants;
    this.uses = uses;
    this.payers = payers;
    this.prices = prices;
  }

  /** With the uses that have not ended by an instant. */
  Facts from(ResearcherId pool, Instant at) {
    Map<WorkspaceId, WorkspacePayers> bound = payers.settledBy(pool);
    List<Metered> metered =
        uses.unfinished(pool, at).stream().map(known -> metered(known, bound, pool)).toList();
    return new Facts(pool, grants.grants(pool), grants.revocations(pool), metered, prices.all());
  }

  /** All there ever was. */
  Facts all(ResearcherId pool) {
    return from(pool, Instant.EPOCH);
  }

  /** A launch that never reached people is the platform's from its start. */
  private static Metered metered(
      Uses.Known known, Map<WorkspaceId, WorkspacePayers> bound, ResearcherId pool) {
    if (known.launchFailed()) {
      return Metered.of(known.use(), new Payer.Platform(Payer.Cause.FAILED_LAUNCH, pool));
    }
    WorkspacePayers payers = bound.get(known.workspace());
    if (payers == null) {
      throw new IllegalStateException("nobody pays for workspace " + known.workspace());
    }
    return new Metered(known.use(), payers.of(known.use()), payers.ready());
  }
}
