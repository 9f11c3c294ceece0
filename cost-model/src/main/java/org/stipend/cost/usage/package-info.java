/**
 * What was used: a resource holds a constant quantity of a SKU over a stretch of time. A {@link
 * org.stipend.cost.usage.Use} is a fact, and the whole of it: who pays for it, and at which price,
 * is said elsewhere.
 *
 * <p>Rules, as Compute Engine bills:
 *
 * <ul>
 *   <li>vCPU, memory and GPUs are charged by the second from start to stop of the machine, and for
 *       at least 60 seconds a run ({@link org.stipend.cost.usage.Run}). Idle costs like busy;
 *       stopped costs nothing.
 *   <li>A machine costs what its vCPU, memory and GPUs cost ({@link
 *       org.stipend.cost.usage.MachineType}); f1-micro and g1-small are one piece each; e2-micro,
 *       small and medium are charged for a quarter, a half and one vCPU.
 *   <li>A disk is charged for its provisioned GiB from creation to deletion, whatever the machine
 *       does, without a minimum.
 *   <li>Observed instants are floored to the second, start and end alike. A run that starts and
 *       stops within one second has no second and still owes its minimum.
 * </ul>
 */
@NullMarked
package org.stipend.cost.usage;

import org.jspecify.annotations.NullMarked;
