package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.q;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  @Test
  void anyProjectExists() {
    Reply project = emulated.get("//compute/v1/projects/some-other-1");
    assertThat(project.text("kind")).isEqualTo("compute#project");
    assertThat(project.text("name")).isEqualTo("some-other-1");
  }

  @Test
  void aNewProjectHasNoGpus() {
    assertThat(emulated.get("").body().getAsJsonArray("quotas").toString())
        .contains("{\"limit\":0.0,\"usage\":0.0,\"metric\":\"GPUS_ALL_REGIONS\"}");
  }

  @Test
  void theRegionHasItsFourZones() {
    assertThat(emulated.get("/zones").names())
        .containsExactly("us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f");
    assertThat(emulated.get("/regions").names()).containsExactly("us-central1");
    assertThat(emulated.get("/regions/us-central1").body().getAsJsonArray("zones")).hasSize(4);
    assertThat(emulated.zone("").text("region"))
        .isEqualTo(
            "https://www.googleapis.com/compute/v1/projects/stipend-ws-1/regions/us-central1");
  }

  @ParameterizedTest
  @CsvSource({
    "n1-standard-1, 1, 3840", "n1-standard-4, 4, 15360", "n1-highmem-8, 8, 53248",
    "n2-standard-4, 4, 16384", "e2-standard-4, 4, 16384", "e2-medium, 2, 4096",
    "n2d-standard-8, 8, 32768", "c2-standard-8, 8, 32768", "c3-standard-8, 8, 32768",
    "a2-highgpu-1g, 12, 87040", "g2-standard-4, 4, 16384", "f1-micro, 1, 614",
    "custom-4-16384, 4, 16384", "n2-custom-6-20480, 6, 20480"
  })
  void aMachineTypeHasItsSize(String name, int cpus, int memory) {
    Reply type = emulated.zone("/machineTypes/" + name);
    assertThat(type.text("guestCpus")).isEqualTo("" + cpus);
    assertThat(type.text("memoryMb")).isEqualTo("" + memory);
    assertThat(type.text("zone")).isEqualTo("us-central1-a");
  }

  @Test
  void acceleratedTypesAreWhereTheirGpusAre() {
    assertThat(
            emulated
                .zone("/machineTypes/g2-standard-4")
                .text("accelerators.0.guestAcceleratorType"))
        .isEqualTo("nvidia-l4");
    assertThat(emulated.get("/zones/us-central1-f/machineTypes/g2-standard-4").status())
        .isEqualTo(404);
    assertThat(emulated.get("/zones/us-central1-f/acceleratorTypes").names())
        .contains("nvidia-tesla-t4")
        .doesNotContain("nvidia-l4");
  }

  @Test
  void disksHaveTheirTypes() {
    assertThat(emulated.zone("/diskTypes").names())
        .contains("pd-standard", "pd-balanced", "pd-ssd");
    assertThat(emulated.zone("/diskTypes/pd-balanced").text("defaultDiskSizeGb")).isEqualTo("100");
  }

  @Test
  void imagesAreFoundByNameAndByFamily() {
    String debian = "//compute/v1/projects/debian-cloud/";
    Reply newest = emulated.get(debian + "global/images/family/debian-12");
    assertThat(newest.text("name")).isEqualTo("debian-12-bookworm-v20260609");
    assertThat(emulated.get(debian + "zones/-/imageFamilyViews/debian-12").text("image.name"))
        .isEqualTo(newest.text("name"));
    assertThat(emulated.get(debian + "global/images/" + newest.text("name")).text("id"))
        .isEqualTo(newest.text("id"));
    assertThat(emulated.get(debian + "global/images").names()).contains(newest.text("name"));
    assertThat(emulated.get("/global/images").has("items")).isFalse();
  }

  @Test
  void aProjectHasItsDefaultNetwork() {
    assertThat(emulated.get("/global/networks/default").text("autoCreateSubnetworks"))
        .isEqualTo("true");
    assertThat(emulated.get("/regions/us-central1/subnetworks/default").text("ipCidrRange"))
        .isEqualTo("10.128.0.0/20");
    assertThat(
            emulated
                .get("/aggregated/subnetworks")
                .text("items.regions/us-central1.subnetworks.0.name"))
        .isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/zones/us-central1-a/machineTypes/n9-huge-1",
        "/zones/us-central1-a/diskTypes/floppy",
        "/zones/mars-north1-a",
        "/regions/mars-north1",
        "/global/images/none",
        "/global/networks/none"
      })
  void whatIsAbsentIsNotFound(String path) {
    Reply reply = emulated.get(path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.reason()).isEqualTo("notFound");
    assertThat(reply.message())
        .isEqualTo("The resource 'projects/stipend-ws-1" + path + "' was not found");
  }

  @Test
  void aZoneThatIsNoneIsABadValue() {
    Reply reply = emulated.get("/zones/mars-north1-a/machineTypes");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message())
        .isEqualTo("Invalid value for field 'zone': 'mars-north1-a'. Unknown zone.");
  }

  @Test
  void aggregatedListsNameEveryZone() {
    Reply all = emulated.get("/aggregated/machineTypes?filter=" + q("name = a2-ultragpu-1g"));
    assertThat(all.text("items.zones/us-central1-a.machineTypes.0.name"))
        .isEqualTo("a2-ultragpu-1g");
    assertThat(all.text("items.zones/us-central1-b.warning.code")).isEqualTo("NO_RESULTS_ON_PAGE");
  }

  @Test
  void whatIsNotEmulatedSaysSo() {
    Reply reply = emulated.get("/global/firewalls");
    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.message()).isEqualTo("firewalls.list is not emulated");
    assertThat(emulated.get("//compute/v1/nonsense").status()).isEqualTo(404);
  }
}
