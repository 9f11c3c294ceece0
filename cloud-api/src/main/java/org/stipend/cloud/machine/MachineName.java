package org.stipend.cloud.machine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cloud's name of a machine: {@code rt-{runtime}-g{generation}}, where generation is the one in
 * which the machine was made. Stop and start keep the name.
 *
 * @param zone where it is or is to be; null where the provider has none
 */
public record MachineName(String value, @Nullable String zone) {

  public static MachineName of(UUID runtime, long madeInGeneration) {
    return new MachineName("rt-%s-g%d".formatted(runtime, madeInGeneration), null);
  }

  public MachineName in(@Nullable String newZone) {
    return new MachineName(value, newZone);
  }
}
