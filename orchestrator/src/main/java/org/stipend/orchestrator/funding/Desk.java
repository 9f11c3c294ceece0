package org.stipend.orchestrator.funding;

import org.springframework.stereotype.Component;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.ledger.Journals;
import org.stipend.orchestrator.ledger.Ledger;
import org.stipend.orchestrator.metering.ChargeLines;
import org.stipend.orchestrator.metering.Segments;

/** What lies ready for work on the books of a pool. */
@Component
record Desk(
    PoolRows rows,
    Segments segments,
    ChargeLines lines,
    Journals journals,
    Ledger ledger,
    PriceLists prices) {}
