package org.stipend.cloud.machine;

import java.time.Instant;
import org.stipend.cloud.Fence;

/**
 * Move the end at which a machine switches itself off.
 *
 * @param fence of the run; another run of the machine is left alone
 * @param until from then on, whoever else lives, the run ends
 * @param order the calls for a run are obeyed in this order: a smaller one comes too late
 */
public record LimitMachine(Fence fence, MachineName name, Instant until, long order) {}
