package org.stipend.cloud.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the cloud says of a machine. Instants are the cloud's own, cut to microseconds here and in
 * news of disks: what is kept no finer would be another instant when it is read again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MachineState.Starting.class, name = "STARTING"),
  @JsonSubTypes.Type(value = MachineState.Running.class, name = "RUNNING"),
  @JsonSubTypes.Type(value = MachineState.Stopping.class, name = "STOPPING"),
  @JsonSubTypes.Type(value = MachineState.Stopped.class, name = "STOPPED"),
  @JsonSubTypes.Type(value = MachineState.Missing.class, name = "MISSING")
})
public sealed interface MachineState {

  /** A run is on its way and has not begun. It becomes {@code Running}, or {@code Stopped}. */
  record Starting(MachineName name) implements MachineState {}

  /**
   * @param generation the wish (fence generation) this run was started for
   * @param startedAt when this run began
   * @param address where the tool listens, reachable by the proxy only
   * @param secret random, new with every start; the proxy adds it to each request
   * @param runsUntil when the machine ends this run by itself
   * @param endsAtLatest that end cannot be moved past it; null where it can be moved at will
   */
  record Running(
      MachineName name,
      long generation,
      Instant startedAt,
      URI address,
      String secret,
      Instant runsUntil,
      @Nullable Instant endsAtLatest)
      implements MachineState {

    public Running {
      startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
      runsUntil = runsUntil.truncatedTo(ChronoUnit.MICROS);
      endsAtLatest = endsAtLatest == null ? null : endsAtLatest.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /**
   * A run is ending and has not ended; until then it costs.
   *
   * @param generation the wish this run was started for
   */
  record Stopping(MachineName name, long generation) implements MachineState {}

  /**
   * The machine exists and is off.
   *
   * @param generation the wish its last run was started for
   * @param exitCode of the tool, null where it is not known
   * @param logTail the tool's last lines
   * @param estimated true where {@code stoppedAt} is only the last proof of life
   */
  record Stopped(
      MachineName name,
      long generation,
      Instant startedAt,
      Instant stoppedAt,
      StopCause cause,
      @Nullable Integer exitCode,
      String logTail,
      boolean estimated)
      implements MachineState {

    public Stopped {
      startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
      stoppedAt = stoppedAt.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** There is no machine of that name. */
  record Missing(MachineName name) implements MachineState {}
}
