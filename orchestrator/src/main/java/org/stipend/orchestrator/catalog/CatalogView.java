package org.stipend.orchestrator.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cost.money.Money;

/**
 * What can be had and what it costs.
 *
 * @param zones where machines and disks can be made; none where the provider has none
 * @param abilities what the provider can beyond plain machines
 * @param computer what the tools run on, where that is one computer
 */
record CatalogView(
    String provider,
    List<String> zones,
    List<Ability> abilities,
    @Nullable ComputerView computer,
    PriceListView priceList,
    List<ToolView> tools,
    List<MachineTypeView> machineTypes,
    List<DiskTypeView> diskTypes,
    List<PresetView> presets) {

  record ComputerView(int cores, long memoryGib) {}

  record PriceListView(String id, String region, Instant capturedAt, String source) {}

  /**
   * @param missing what to install, where it cannot be started
   * @param usualSeconds from launch to open, where that is known
   */
  record ToolView(
      Tool id,
      String name,
      String description,
      boolean available,
      @Nullable String missing,
      @Nullable String version,
      @Nullable Integer usualSeconds) {}

  /**
   * @param spotPerHour on capacity that the provider may take back; null: not offered
   * @param missing what it would take, where it cannot be had here
   */
  record MachineTypeView(
      String id,
      String family,
      String vcpus,
      String memoryGib,
      Money perHour,
      @Nullable Money spotPerHour,
      @Nullable String missing) {}

  record DiskTypeView(String id, String name, Money perGibMonth, long minGib, long maxGib) {}

  record PresetView(
      String id,
      String name,
      String machineType,
      @Nullable String gpu,
      String diskType,
      long diskGib,
      Money perHour,
      @Nullable String missing) {}

  /** Quantities travel as amounts do. */
  static String decimal(BigDecimal quantity) {
    return quantity.setScale(9, RoundingMode.HALF_EVEN).toPlainString();
  }
}
