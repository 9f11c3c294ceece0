/**
 * Credit: grants, the order they burn in, the second they end at, and what a settlement posts.
 *
 * <p>A {@link org.stipend.cost.funding.Pool} is a value. {@link
 * org.stipend.cost.funding.Pool#settle settle} answers with a {@link
 * org.stipend.cost.funding.Settlement}: charges, expiries, what revocations took, who paid which
 * second, and the pool after. Predicting ({@code exhaustion}, {@code forecast}, {@code admission})
 * is the same sweep through time, so what is foretold is what is posted.
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
 *   <li><b>Standing</b>: a pool pays while it is active. It ends, exhausted, where it cannot pay
 *       one more second of what is bound to it; where nothing is, when nothing is left, be it used
 *       or taken back ({@code Sweep.judge}). It ends, expired, when its last grant does. Either end
 *       has its instant, and is over when a grant comes into force that can pay a second.
 *   <li><b>The payer of a second</b> is derived, never stored as a fact: the one the use is bound
 *       to then ({@link org.stipend.cost.funding.Metered#payers}), and where that is a pool that
 *       does not pay, the platform (overrun for machines, grace for disks). A change of it is one
 *       more instant at which the sweep cuts, like a change of price.
 *   <li><b>Revocation</b>: a fact with an instant. At its second it takes what was asked for, and
 *       at most what is revocable then: what is left, and of the pool never the minima that running
 *       machines still owe. What comes later never makes it act earlier.
 *   <li>A minimum is paid by the payer of the run's last second. Should a pool no longer be able to
 *       (its grants expired meanwhile), it pays to zero and the rest is overrun.
 *   <li>Use without a price in force is charged to nobody ({@link
 *       org.stipend.cost.funding.Quarantined}).
 *   <li>Settling late, early, often or twice changes nothing. Facts learned late are settled anew
 *       from before them, and compared with what was booked: {@code org.stipend.cost.books}.
 * </ul>
 */
@NullMarked
package org.stipend.cost.funding;

import org.jspecify.annotations.NullMarked;
