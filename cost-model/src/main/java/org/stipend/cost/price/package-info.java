/**
 * Prices as the cloud publishes them: whole dollars and nanos for one usage unit of a SKU, in force
 * from one second up to another.
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>Use keeps the price version in force at each of its seconds; a new price is a new version.
 *   <li>A price per hour is divided by 3,600 seconds. A price per month is divided by the seconds
 *       of the UTC month it is used in, so that a full month costs exactly the price whether it has
 *       28 days or 31. (The 730-hour month of price calculators is 7.9 % off in February.)
 *   <li>The cloud's "GB" is a GiB, 2^30 bytes.
 *   <li>Credit pays list price. Sustained-use discounts, free tiers and commitments belong to the
 *       billing account and show up as a difference to the cloud's bill.
 *   <li>What has no price is unpriced, which is never zero.
 * </ul>
 *
 * <p>Source: Google's Cloud Billing catalog ({@code pricingInfo.pricingExpression}: {@code
 * usageUnit}, {@code tieredRates.unitPrice.units} and {@code nanos}) and the Compute Engine pricing
 * pages.
 */
@NullMarked
package org.stipend.cost.price;

import org.jspecify.annotations.NullMarked;
