package org.stipend.cloud.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Place;

/**
 * What the workers of a place say of it.
 *
 * @param provider {@code local} or {@code gce}
 * @param region of that provider; null where it has none
 * @param stopLead how long before the credit ends machines are told to stop
 * @param cores of the computer the tools run on (local only, else 0)
 * @param memoryMib of that computer (local only, else 0)
 * @param can whatever is missing here it cannot do
 * @param zones in which machines and disks can be made, the first to be tried first; none where the
 *     provider has none
 */
public record ProviderDescription(
    String provider,
    @Nullable String region,
    Duration stopLead,
    int cores,
    long memoryMib,
    List<ToolOffer> tools,
    Set<Ability> can,
    List<String> zones) {

  public ProviderDescription {
    tools = List.copyOf(tools);
    // older workers do not say
    can = Set.copyOf(Objects.requireNonNullElse(can, Set.of()));
    zones = List.copyOf(Objects.requireNonNullElse(zones, List.of()));
  }

  public Place place() {
    return new Place(provider, region);
  }
}
