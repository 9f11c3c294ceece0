/**
 * Use times price.
 *
 * <pre>
 * exact nanos = price nanos x Q / D
 * Q = quantity in sub-units x seconds, cumulative      vCPU: thousandths   memory: MiB   disk: GiB
 * D = unit seconds x sub-units per unit                3,600,000           3,686,400     seconds of the month
 * posting = half-even(price nanos x Q now / D) - posted before
 * </pre>
 *
 * <p>The running total of a {@link org.stipend.cost.rating.ChargeLine} is rounded, never a part of
 * it. So the error of a line is at most half a nano however often it is settled, cutting it in time
 * or by payer changes no total, and use that goes forward never posts a negative amount. The shares
 * of several payers of one line add up to the line exactly; a single share may be one nano off its
 * own exact cost.
 *
 * <p>An {@link org.stipend.cost.rating.Estimate} is the same arithmetic for use that has not
 * happened, so a quote is what is posted later.
 */
@NullMarked
package org.stipend.cost.rating;

import org.jspecify.annotations.NullMarked;
