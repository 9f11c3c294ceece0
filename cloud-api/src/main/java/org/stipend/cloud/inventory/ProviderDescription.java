package org.stipend.cloud.inventory;

import java.time.Duration;
import java.util.List;

/**
 * @param provider {@code local} or {@code gce}
 * @param stopLead how long before the credit ends machines are told to stop
 * @param cores of the computer the tools run on (local only, else 0)
 * @param memoryMib of that computer (local only, else 0)
 */
public record ProviderDescription(
    String provider, Duration stopLead, int cores, long memoryMib, List<ToolOffer> tools) {

  public ProviderDescription {
    tools = List.copyOf(tools);
  }
}
