package org.stipend.orchestrator.catalog;

import static org.stipend.orchestrator.catalog.CatalogView.decimal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.usage.MachineType;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.catalog.CatalogView.ComputerView;
import org.stipend.orchestrator.catalog.CatalogView.DiskTypeView;
import org.stipend.orchestrator.catalog.CatalogView.MachineTypeView;
import org.stipend.orchestrator.catalog.CatalogView.PresetView;
import org.stipend.orchestrator.catalog.CatalogView.PriceListView;
import org.stipend.orchestrator.catalog.CatalogView.ToolView;

@RestController
final class CatalogController {

  private static final String UNTIL_WORKERS_HAVE_SPOKEN = "local";
  private static final int MIB_PER_GIB = 1024;

  private final Offer offer;
  private final PriceLists prices;
  private final Providers providers;
  private final LaunchTimes times;
  private final InstantSource clock;

  CatalogController(
      Offer offer, PriceLists prices, Providers providers, LaunchTimes times, InstantSource clock) {
    this.offer = offer;
    this.prices = prices;
    this.providers = providers;
    this.times = times;
    this.clock = clock;
  }

  @GetMapping("/api/catalog")
  CatalogView catalog() {
    Instant now = clock.instant();
    Optional<ProviderDescription> provider = providers.current();
    Map<Tool, Integer> usual = times.usualSecondsToOpen();
    PriceList all = prices.all();
    PriceLists.Provenance from = prices.provenance(now);
    return new CatalogView(
        provider.map(ProviderDescription::provider).orElse(UNTIL_WORKERS_HAVE_SPOKEN),
        provider.map(ProviderDescription::zones).orElse(List.of()),
        provider.stream().flatMap(known -> known.can().stream()).sorted().toList(),
        provider
            .filter(known -> known.cores() > 0)
            .map(known -> new ComputerView(known.cores(), known.memoryMib() / MIB_PER_GIB))
            .orElse(null),
        new PriceListView(from.id(), from.region(), from.capturedAt(), from.source()),
        offer.tools().stream().map(text -> tool(text, provider, usual.get(text.id()))).toList(),
        offer.machineTypes().stream().map(type -> machineType(type, provider, all, now)).toList(),
        offer.diskTypes().stream().map(disk -> diskType(disk, all, now)).toList(),
        offer.presets().stream().map(preset -> preset(preset, provider, all, now)).toList());
  }

  private static ToolView tool(
      Offer.ToolText text, Optional<ProviderDescription> provider, @Nullable Integer usualSeconds) {
    Optional<ToolOffer> offered =
        provider.stream()
            .flatMap(known -> known.tools().stream())
            .filter(candidate -> candidate.tool() == text.id())
            .findFirst();
    String missing =
        offered.isPresent()
            ? offered.get().missing()
            : provider.isPresent()
                ? "This provider does not offer it."
                : "The provider has not reported yet.";
    return new ToolView(
        text.id(),
        text.name(),
        text.description(),
        missing == null,
        missing,
        offered.map(ToolOffer::version).orElse(null),
        usualSeconds);
  }

  private MachineTypeView machineType(
      MachineType type, Optional<ProviderDescription> provider, PriceList all, Instant now) {
    return new MachineTypeView(
        type.name(),
        type.family(),
        decimal(type.vcpus()),
        decimal(type.memoryGib()),
        Estimate.of(type.parts(), all, now).burnRate().perHour(),
        provider.filter(one -> one.can().contains(Ability.SPOT)).isEmpty()
            ? null
            : offer
                .onSpot(type.name())
                .map(spot -> Estimate.of(spot.parts(), all, now).burnRate().perHour())
                .orElse(null),
        missing(type, provider));
  }

  private static DiskTypeView diskType(Offer.OfferedDisk disk, PriceList all, Instant now) {
    return new DiskTypeView(
        disk.id(),
        disk.name(),
        Estimate.of(List.of(disk.type().ofGib(1)), all, now).perMonth(),
        disk.minGib(),
        disk.maxGib());
  }

  private PresetView preset(
      Offer.Preset preset, Optional<ProviderDescription> provider, PriceList all, Instant now) {
    MachineType machine = offer.machineType(preset.machineType()).orElseThrow();
    Quantity disk = offer.diskType(preset.diskType()).orElseThrow().ofGib(preset.diskGib());
    List<Quantity> parts = Stream.concat(machine.parts().stream(), Stream.of(disk)).toList();
    return new PresetView(
        preset.id(),
        preset.name(),
        preset.machineType(),
        preset.gpu(),
        preset.diskType(),
        preset.diskGib(),
        Estimate.of(parts, all, now).burnRate().perHour(),
        missing(machine, provider));
  }

  private static @Nullable String missing(
      MachineType machine, Optional<ProviderDescription> provider) {
    boolean gpus = provider.filter(one -> one.can().contains(Ability.GPU)).isPresent();
    return machine.hasGpu() && !gpus ? "GPUs need a cloud; this computer runs without." : null;
  }
}
