package org.stipend.cost.funding;

import org.stipend.cost.SegmentId;
import org.stipend.cost.time.Interval;

/**
 * Usage without a price in force: not rated, least of all at zero. The segment stays unsettled from
 * there and is rated once when a price is known.
 */
public record Quarantined(SegmentId segment, Interval window) {}
