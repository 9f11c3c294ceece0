/**
 * Credit: grants, the order they burn in, the second they end at, and what a settlement posts.
 *
 * <p>A {@link org.stipend.cost.funding.Pool} is a value. {@link
 * org.stipend.cost.funding.Pool#settle settle} answers with a {@link
 * org.stipend.cost.funding.Settlement}: charges, expiries, hand-offs and the pool after. Predicting
 * ({@code exhaustion}, {@code forecast}, {@code admission}) is the same sweep through time, so what
 * is foretold is what is posted.
 *
 * <p>Rules:
 *
 * <ul>
 *   <li><b>Burn order</b>: priority, sooner expiry (never last), promotional before paid,
 *       effective, id. A grant pays for anything of its pool and is emptied to the nano before the
 *       next is touched; it pays for seconds within {@code [effective, expires)} only.
 *   <li><b>Expiry</b> is exclusive: the second it falls on is no longer paid. What is left is
 *       broken once.
 *   <li><b>Exhaustion</b> is the last whole second the pool can pay, over all its lines, by the
 *       rounded amounts that are posted. The second that straddles the end goes whole to the next
 *       payer; what is left, less than a second's cost, is dust: it stays and expires. The end is
 *       an event, not a balance of zero.
 *   <li>A run younger than 60 seconds has the rest of its minimum reserved from its first second
 *       on.
 *   <li><b>Hand-off</b>: at that second every segment of the pool passes to its next payer: the
 *       linked billing account, else the platform (overrun for machines, grace for disks). When a
 *       grant comes into force the pool takes back what the platform paid for in its stead.
 *   <li>A minimum is paid by the payer of the run's last second. Should a pool no longer be able to
 *       (its grants expired meanwhile), it pays to zero and the rest is overrun.
 *   <li>Settling late, early, often or twice changes nothing. Facts learned late are settled from
 *       before them anew ({@link org.stipend.cost.funding.History}).
 * </ul>
 */
@NullMarked
package org.stipend.cost.funding;

import org.jspecify.annotations.NullMarked;
