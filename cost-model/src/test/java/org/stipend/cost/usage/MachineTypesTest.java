package org.stipend.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.testing.Build;
import org.stipend.cost.testing.ListPrices;

class MachineTypesTest {

  @ParameterizedTest
  @CsvSource({
    "n1-standard-1, 0.047499750",
    "n1-standard-4, 0.189999000",
    "n1-highmem-8, 0.473212000",
    "n2-standard-4, 0.194236000",
    "e2-standard-4, 0.134022840",
    "e2-medium, 0.033505710",
    "a2-highgpu-1g, 3.673385000",
    "g2-standard-4, 0.706832255",
    "f1-micro, 0.007600000",
    "g1-small, 0.025700000",
  })
  void cost(String name, String perHour) {
    MachineType type = MachineTypes.named(name).orElseThrow();
    Estimate estimate = Estimate.of(type.parts(), ListPrices.usCentral1(), Build.START);

    assertThat(estimate.unpriced()).isEmpty();
    assertThat(estimate.burnRate().perHour()).hasToString(perHour);
  }

  @ParameterizedTest
  @CsvSource({
    "n1-standard-4, 4.000, 15",
    "n1-highmem-2, 2.000, 13",
    "e2-micro, 0.250, 1",
    "n1-standard-96, 96.000, 360",
  })
  void have(String name, String vcpus, String memoryGib) {
    MachineType type = MachineTypes.named(name).orElseThrow();

    assertThat(type.vcpus()).hasToString(vcpus);
    assertThat(type.memoryGib()).hasToString(memoryGib);
  }

  @Test
  void memoryIsInWholeMib() {
    assertThat(MachineTypes.named("n1-highcpu-4").orElseThrow().memoryMib()).isEqualTo(3_686);
    assertThat(MachineTypes.named("n1-highcpu-8").orElseThrow().memoryMib()).isEqualTo(7_373);
  }

  @Test
  void onesThatDoNotExistAreNotMadeUp() {
    assertThat(MachineTypes.named("n1-standard-3")).isEmpty();
    assertThat(MachineTypes.named("n1-highcpu-2")).isEmpty();
  }

  @Test
  void gpusAreCharged() {
    MachineType type = MachineTypes.named("n1-standard-4").orElseThrow().withGpus("t4", 1);

    assertThat(type.name()).isEqualTo("n1-standard-4+1xt4");
    assertThat(Estimate.of(type.parts(), ListPrices.usCentral1(), Build.START).burnRate().perHour())
        .hasToString("0.539999000");
  }

  @Test
  void onSpotTheyAreChargedByTheirOwnSkus() {
    MachineType type = MachineTypes.named("n2-standard-4").orElseThrow().onSpot();

    assertThat(type.name()).isEqualTo("n2-standard-4+spot");
    assertThat(type.isSpot()).isTrue();
    assertThat(MachineType.shapeOf(type.name())).isEqualTo("n2-standard-4");
    assertThat(type.parts())
        .containsExactly(
            new Quantity(SkuKey.of("n2.spot.core"), 4_000),
            new Quantity(SkuKey.of("n2.spot.ram"), 16_384));
  }

  @Test
  void whatIsNotOnSpotIsItsOwnShape() {
    assertThat(MachineTypes.named("n2-standard-4").orElseThrow().isSpot()).isFalse();
    assertThat(MachineType.shapeOf("n1-standard-4+1xt4")).isEqualTo("n1-standard-4+1xt4");
  }
}
