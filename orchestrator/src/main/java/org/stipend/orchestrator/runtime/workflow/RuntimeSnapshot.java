package org.stipend.orchestrator.runtime.workflow;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;

/**
 * A runtime's row as its workflow needs it.
 *
 * @param generation of the wish; every write is conditional on it
 * @param machineGeneration in which the present machine was made, 0 before the first
 * @param runGeneration for which its present or last run was started
 * @param runLimit dead-man switch of that run, null before the first
 * @param zone where the machine was made; null where the provider has none
 * @param diskZone where the disk is or is to be made; null where the provider has none
 * @param diskMovesTo the zone it is to be moved to before it is used; null: it stays
 * @param machineType the cloud's name of it
 * @param spot on capacity that the cloud may take back
 * @param diskGeneration of what is wished of the disk
 * @param project in which disk and machine are or are to be; null: the one all share, or there is
 *     none
 */
public record RuntimeSnapshot(
    UUID runtime,
    UUID workspace,
    long generation,
    Desired desired,
    boolean settled,
    MachinePhase machine,
    long machineGeneration,
    long runGeneration,
    @Nullable Duration runLimit,
    Tool tool,
    String machineType,
    UUID disk,
    boolean diskReady,
    String diskType,
    long diskGib,
    String origin,
    @Nullable URI address,
    @Nullable String secret,
    String taskQueue,
    @Nullable String zone,
    @Nullable String diskZone,
    @Nullable String diskMovesTo,
    long diskGeneration,
    boolean spot,
    @Nullable String project) {

  /** What should be. */
  public enum Desired {
    RUNNING,
    STOPPED,
    DELETED
  }

  /** How far the machine has come, as the cloud showed it. */
  public enum MachinePhase {
    /** Proven not to exist. */
    NONE,
    /** Asked for; it may exist. */
    STARTING,
    STARTED,
    LISTENING,
    HEALTHY,
    /** It exists and is off. */
    OFF
  }
}
