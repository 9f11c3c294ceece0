package org.stipend.cloud.machine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cloud's name of a machine: {@code rt-{runtime}-g{generation}}, where generation is the one in
 * which the machine was made. Stop and start keep the name.
 *
 * @param zone where it is or is to be; null where the provider has none
 * @param project of its workspace, that of its home disk; null: the one that all share, or the
 *     provider has none
 */
public record MachineName(String value, @Nullable String zone, @Nullable String project) {

  /** In the project that all share. */
  public MachineName(String value, @Nullable String zone) {
    this(value, zone, null);
  }

  public static MachineName of(UUID runtime, long madeInGeneration) {
    return new MachineName("rt-%s-g%d".formatted(runtime, madeInGeneration), null);
  }

  public MachineName in(@Nullable String newZone) {
    return new MachineName(value, newZone, project);
  }

  public MachineName ofProject(@Nullable String newProject) {
    return new MachineName(value, zone, newProject);
  }
}
