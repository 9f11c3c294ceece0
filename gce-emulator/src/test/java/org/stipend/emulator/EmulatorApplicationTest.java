package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.emulator.catalog.Addresses;

class EmulatorApplicationTest {

  private static EmulatorSettings settings(String words) {
    return EmulatorApplication.settings(words.isEmpty() ? List.of() : List.of(words.split(" ")));
  }

  @Test
  void allOfItCanBeChosen() {
    EmulatorSettings chosen =
        settings("--guests --port 8090 --billing-port 8091 --state /tmp/cloud --speed 60");
    assertThat(chosen.port()).isEqualTo(8090);
    assertThat(chosen.billingPort()).isEqualTo(8091);
    assertThat(chosen.state()).contains(Path.of("/tmp/cloud"));
    assertThat(chosen.addresses()).isEqualTo(Addresses.LOOPBACK);
  }

  @Test
  void nothingHasToBe() {
    EmulatorSettings usual = settings("");
    assertThat(usual.port()).isZero();
    assertThat(usual.state()).isEmpty();
    assertThat(usual.addresses()).isEqualTo(Addresses.PRIVATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--port x", "--speed -1", "--guest", "8090"})
  void whatIsNotUnderstoodIsRefusedWithWhatIsPossible(String words) {
    assertThatThrownBy(() -> settings(words)).hasMessageStartingWith("Options: --port P");
  }
}
