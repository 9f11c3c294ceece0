package org.stipend.cost.funding;

import org.stipend.cost.UseId;
import org.stipend.cost.time.Interval;

/**
 * Use without a price in force: not rated, least of all at zero. It is rated once, from the start
 * of the window anew, when there is a price.
 */
public record Quarantined(UseId use, Interval window) {}
