package org.stipend.workers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.InventoryContract;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.machine.Machines;

class LocalInventoryTest extends InventoryContract {

  @TempDir Path directory;

  private LocalProvider provider;

  private LocalProvider provider() {
    if (provider == null) {
      provider =
          LocalProvider.open(
              Laptop.settings(directory, null),
              _ -> {},
              InstantSource.system(),
              wrapper -> StandIn.allRunning(wrapper, StandIn.PATIENT));
    }
    return provider;
  }

  @Override
  protected Inventory inventory() {
    return provider().inventory();
  }

  @Override
  protected Machines machines() {
    return provider().machines();
  }

  @Override
  protected Disks disks() {
    return provider().disks();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void whatSomebodyElsePutThereIsNotOurs() throws IOException {
    Files.createDirectory(directory.resolve("disks/" + DiskName.of(UUID.randomUUID()).value()));
    Files.createDirectory(directory.resolve("disks/photos"));
    Files.createDirectory(directory.resolve("machines/" + machine.value()));

    var listed = inventory().list(new ListHoldings(null, ListHoldings.LARGEST_PAGE));

    assertThat(listed.machines()).isEmpty();
    assertThat(listed.disks()).hasSize(1);
  }
}
