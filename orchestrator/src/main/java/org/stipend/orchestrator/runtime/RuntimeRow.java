package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Place;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/**
 * One row of {@code runtime}: what was asked for, what is wanted, what people see, and what the
 * cloud showed of its machine.
 */
record RuntimeRow(Asked asked, Wanted wanted, Shown shown, MachineRow machine) {

  /**
   * The launch. It never changes.
   *
   * @param diskMade by this launch
   */
  record Asked(
      UUID id,
      UUID workspace,
      UUID owner,
      Place place,
      String tool,
      String machineType,
      UUID disk,
      boolean diskMade,
      Instant createdAt) {}

  /**
   * The last wish.
   *
   * @param generation counts wishes, and whatever else fences those who act for an older one
   * @param wish generation of the last command, whose timeline people see
   * @param cause whose wish it was
   */
  record Wanted(Desired desired, boolean dropDisk, long generation, long wish, Cause cause) {

    Wanted next(Desired next, boolean dropTheDisk, Cause why) {
      return new Wanted(next, dropTheDisk, generation + 1, generation + 1, why);
    }

    /** The same once more, from the beginning. */
    Wanted again() {
      return next(desired, dropDisk, cause);
    }

    /** The same in another zone; the timeline is that of the wish. */
    Wanted elsewhere() {
      return new Wanted(desired, dropDisk, generation + 1, wish, cause);
    }

    /** What can no longer be had is not wanted any more; the timeline is that of the wish. */
    Wanted givenUp(Cause why) {
      return new Wanted(Desired.STOPPED, dropDisk, generation, wish, why);
    }
  }

  record Shown(
      RuntimeState state,
      Instant since,
      @Nullable Failed failed,
      @Nullable String logTail,
      @Nullable Instant deletedAt) {

    static Shown of(RuntimeState state, Instant since) {
      return new Shown(state, since, null, null, null);
    }

    Shown as(RuntimeState next, Instant from) {
      return new Shown(next, from, failed, logTail, deletedAt);
    }

    Shown withLogTail(@Nullable String tail) {
      return new Shown(state, since, failed, tail, deletedAt);
    }
  }

  /**
   * @param cause in words for people
   */
  record Failed(String code, String cause) {}

  RuntimeRow with(Wanted other) {
    return new RuntimeRow(asked, other, shown, machine);
  }

  RuntimeRow with(Shown other) {
    return new RuntimeRow(asked, wanted, other, machine);
  }

  RuntimeRow with(MachineRow other) {
    return new RuntimeRow(asked, wanted, shown, other);
  }

  UUID id() {
    return asked.id();
  }

  UUID workspace() {
    return asked.workspace();
  }

  UUID owner() {
    return asked.owner();
  }

  String tool() {
    return asked.tool();
  }

  String machineType() {
    return asked.machineType();
  }

  UUID disk() {
    return asked.disk();
  }

  Desired desired() {
    return wanted.desired();
  }

  long generation() {
    return wanted.generation();
  }

  RuntimeState state() {
    return shown.state();
  }

  /** People see what is wanted, or why it cannot be had. */
  boolean isSettled() {
    return switch (desired()) {
      case RUNNING -> state() == RuntimeState.RUNNING;
      case STOPPED -> state() == RuntimeState.STOPPED || state() == RuntimeState.FAILED;
      case DELETED -> state() == RuntimeState.DELETED;
    };
  }
}
