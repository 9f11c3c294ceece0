package org.stipend.orchestrator.reconcile;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.reconcile.Drift.Key;
import org.stipend.orchestrator.reconcile.PassTable.Pass;

/**
 * Holds what a pass listed against the rows as they are by then, and writes into the pass what it
 * found. Inside the caller's transaction; one pass of a place at a time.
 */
@Component
final class Comparisons {

  /** As many as people read; a pass counts them all. */
  private static final int SHOWN = 200;

  private final JdbcClient jdbc;
  private final PassTable passes;
  private final DriftTable drifts;
  private final KnownViews known;
  private final DriftCosts costs;
  private final ReconcileSettings settings;

  Comparisons(
      JdbcClient jdbc,
      PassTable passes,
      DriftTable drifts,
      KnownViews known,
      DriftCosts costs,
      ReconcileSettings settings) {
    this.jdbc = jdbc;
    this.passes = passes;
    this.drifts = drifts;
    this.known = known;
    this.costs = costs;
    this.settings = settings;
  }

  Findings of(Pass pass, Instant now) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:scope, 0))")
        .param("scope", "reconcile/" + pass.place().taskQueue())
        .query(row -> {});
    Listing listing = passes.listing(pass.id());
    Findings findings = Findings.of(known.of(pass.place()), listing, before(pass), now, settings);
    passes.compared(
        pass.id(),
        listing,
        findings.all().size(),
        findings.all().stream().limit(SHOWN).map(finding -> view(finding, now)).toList());
    return findings;
  }

  private Map<Key, Sighting> before(Pass pass) {
    return drifts.open(pass.place(), pass.id()).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().before()));
  }

  private FindingView view(Finding finding, Instant now) {
    Drift drift = finding.drift();
    Course course = finding.course();
    return new FindingView(
        drift.kind(),
        drift.name(),
        drift.zone(),
        drift.type(),
        drift.sizeGib(),
        finding.seen().firstSeen(),
        course.act(),
        course.next(),
        course.nextAt(),
        costs.perDay(drift.kind(), drift.type(), drift.sizeGib(), drift.burns(), now));
  }
}
