package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import org.stipend.cost.usage.MachineType;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ToolNames;

/** Whether what a launch asks for can be had here. */
@Component
final class Offers {

  private final Offer offer;
  private final Providers providers;
  private final ZoneSearch zones;

  Offers(Offer offer, Providers providers, ZoneSearch zones) {
    this.offer = offer;
    this.providers = providers;
    this.zones = zones;
  }

  /**
   * Where something is made.
   *
   * @param machine as it is charged
   * @param zone null where the place has none
   */
  record Site(Place place, MachineType machine, @Nullable String zone) {}

  /** By which the machine of a launch is known here. */
  String nameOf(Launch launch) {
    return offer
        .machineType(launch.machineType(), launch.spot())
        .map(MachineType::name)
        .orElse(launch.machineType());
  }

  /** Answers where it would run, and as what. */
  Site check(Launch launch, Instant now) {
    ProviderDescription provider = providers.current().orElseThrow(Offers::notReady);
    refuseMissing(provider, launch.tool());
    MachineType machine =
        offer
            .machineType(launch.machineType(), launch.spot())
            .orElseThrow(() ->
                Problem.invalid(
                    launch.spot()
                        ? "There is no \"%s\" on Spot here.".formatted(launch.machineType())
                        : "There is no machine type \"%s\" here.".formatted(launch.machineType()),
                    "Choose one of the machine types in GET /api/catalog."));
    if (machine.hasGpu() && !provider.can().contains(Ability.GPU)) {
      throw Problem.conflict(
          "GPU_UNAVAILABLE",
          "Tools on this computer have no GPU of their own.",
          "Choose a machine type without GPU.");
    }
    if (machine.isSpot() && !provider.can().contains(Ability.SPOT)) {
      throw Problem.conflict(
          "SPOT_UNAVAILABLE", "There are no Spot machines here.", "Launch without Spot.");
    }
    if (launch.disk() instanceof Launch.DiskChoice.Fresh disk
        && !offer.accepts(disk.type(), disk.sizeGib())) {
      throw Problem.invalid(
          "A disk of %d GiB of type \"%s\" cannot be had.".formatted(disk.sizeGib(), disk.type()),
          "Choose a disk type and a size within its bounds from GET /api/catalog.");
    }
    return new Site(provider.place(), machine, zone(provider, machine, launch.zone(), now));
  }

  private @Nullable String zone(
      ProviderDescription provider, MachineType machine, @Nullable String wanted, Instant now) {
    if (wanted != null && !provider.zones().contains(wanted)) {
      throw Problem.invalid(
          "There is no zone \"%s\" here.".formatted(wanted),
          "Choose one of the zones in GET /api/catalog, or leave it out.");
    }
    return wanted != null
        ? wanted
        : zones.inOrder(provider, machine.name(), now).stream().findFirst().orElse(null);
  }

  private static void refuseMissing(ProviderDescription provider, Tool tool) {
    Optional<ToolOffer> offered =
        provider.tools().stream().filter(candidate -> candidate.tool() == tool).findFirst();
    // not by Optional.map: nothing missing is null, which it would take for no offer
    String missing =
        offered.isEmpty() ? "This provider does not offer it." : offered.get().missing();
    if (missing != null) {
      throw Problem.conflict(
          "TOOL_UNAVAILABLE",
          "%s cannot be started here.".formatted(ToolNames.inWords(tool)),
          missing);
    }
  }

  private static Problem notReady() {
    return Problem.conflict(
        "PROVIDER_NOT_READY",
        "The computer that runs the tools has not reported yet.",
        "Try again in a few seconds.");
  }
}
