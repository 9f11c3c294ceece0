package org.stipend.cost.funding;

import java.time.Instant;
import org.stipend.cost.SegmentId;
import org.stipend.cost.usage.UsageSegment;

/**
 * A segment passes to another payer: the one named ends at the instant, its successor (same
 * resource, quantity and run) begins there. All segments of a pool pass at the same instant.
 */
public record HandOff(SegmentId closed, UsageSegment opened, Instant at) {}
