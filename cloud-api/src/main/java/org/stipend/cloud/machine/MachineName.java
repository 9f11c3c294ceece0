package org.stipend.cloud.machine;

import java.util.UUID;

/**
 * The cloud's name of a machine: {@code rt-{runtime}-g{generation}}, where generation is the one in
 * which the machine was made. Stop and start keep the name.
 */
public record MachineName(String value) {

  public static MachineName of(UUID runtime, long madeInGeneration) {
    return new MachineName("rt-%s-g%d".formatted(runtime, madeInGeneration));
  }
}
