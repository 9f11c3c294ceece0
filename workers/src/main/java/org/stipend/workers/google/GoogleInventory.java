package org.stipend.workers.google;

import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;

/** What a region of Google is to us, and what of ours is in all our projects, one by one. */
@ActivityImpl(taskQueues = GoogleSettings.TASK_QUEUE)
final class GoogleInventory implements Inventory {

  private static final String PROVIDER = "gce";

  private final ComputeClients clients;
  private final ComputeSettings settings;
  private final Territory territory;
  private final String region;
  private final Telling telling;

  GoogleInventory(
      ComputeClients clients,
      ComputeSettings settings,
      Territory territory,
      String region,
      Telling telling) {
    this.clients = clients;
    this.settings = settings;
    this.territory = territory;
    this.region = region;
    this.telling = telling;
  }

  @Override
  public ProviderDescription describe() {
    return new ProviderDescription(
        PROVIDER,
        region,
        settings.stopLead(),
        0,
        0,
        Stream.of(Tool.values()).map(tool -> new ToolOffer(tool, null, null)).toList(),
        Set.of(Ability.GPU, Ability.SPOT),
        settings.zones());
  }

  @Override
  public Holdings list(ListHoldings request) {
    return telling.telling(
        "a list of machines",
        () -> new TerritoryPage(territory, this::holdings, request.atMost()).from(request));
  }

  /** The projects that are looked at, at this moment. */
  List<String> projects() {
    return territory.all();
  }

  /** What names of machines in a project say of it. */
  @Nullable String named(String project) {
    return territory.named(project);
  }

  /** All machines of ours in one of them, however many pages they are. */
  List<HeldMachine> machines(String project) {
    return holdings(project).machines();
  }

  private ProjectHoldings holdings(String project) {
    return new ProjectHoldings(clients, settings.environment(), territory, project);
  }
}
