/**
 * The rules about money: what use costs, who pays for it, and until when. Pure Java: no clock, no
 * I/O, no framework; whoever calls brings the instants and keeps the books.
 *
 * <p>Read in this order, each package uses only those before it:
 *
 * <ol>
 *   <li>{@link org.stipend.cost.money}: amounts that are exact, and the one rounding there is;
 *   <li>{@link org.stipend.cost.time}: half-open intervals, timelines, UTC months;
 *   <li>{@link org.stipend.cost.price}: what one unit of a SKU costs, from when to when;
 *   <li>{@link org.stipend.cost.usage}: what was used, and what a machine consists of;
 *   <li>{@link org.stipend.cost.rating}: use times price, as charge lines, estimates, burn rates;
 *   <li>{@link org.stipend.cost.ledger}: accounts and transactions that sum to zero;
 *   <li>{@link org.stipend.cost.funding}: grants, the end of the credit, and what a settlement
 *       posts;
 *   <li>{@link org.stipend.cost.books}: from what is booked to what should be.
 * </ol>
 *
 * <p>In this package are the names of things and the {@link org.stipend.cost.Payer payers}. Ids are
 * made by the caller, so that whatever is done twice is done once.
 */
@NullMarked
package org.stipend.cost;

import org.jspecify.annotations.NullMarked;
