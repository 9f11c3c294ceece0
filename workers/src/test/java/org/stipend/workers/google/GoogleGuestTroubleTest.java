package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.FailureType;
import org.stipend.emulator.compute.GuestFailure;
import org.stipend.emulator.compute.Trouble;

/** What is heard of a guest that could not go on. */
class GoogleGuestTroubleTest {

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked asked = new Asked();
  private GuestTrouble trouble;

  @BeforeEach
  void makeTheHomeDisk() {
    google.provider().diskActivities().create(asked.disk());
    trouble = new GuestTrouble(google.clients().instances(), Territory.of(EmulatedGoogle.PROJECT));
  }

  @ParameterizedTest
  @CsvSource({
    "HOME_NOT_MOUNTED,HOME_NOT_MOUNTED",
    "BOOT_DISK_FULL,BOOT_DISK_FULL",
    "IMAGE_PULL_FAILED,IMAGE_PULL_FAILED",
    "STARTUP_FAILED,STARTUP_FAILED",
    "TOOL_UNHEALTHY,TOOL_UNHEALTHY",
    "OUT_OF_MEMORY,OUT_OF_MEMORY",
    "CLOCK_WRONG,STARTUP_FAILED",
    "NO_NETWORK,STARTUP_FAILED"
  })
  void whatTheGuestSaysIsToldWithItsWords(GuestFailure failure, FailureType type) {
    boot(failure);

    assertThat(trouble.of(asked.name))
        .get()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            told -> {
              assertThat(told.getType()).isEqualTo(type.name());
              assertThat(told.getOriginalMessage()).isEqualTo(failure.message());
              assertThat(told.isNonRetryable()).isTrue();
            });
  }

  @Test
  void aGuestThatOnlyLoopsSaysNothing() {
    boot(GuestFailure.BOOT_LOOP);

    assertThat(trouble.of(asked.name)).isEmpty();
  }

  private void boot(GuestFailure failure) {
    google.change(cloud ->
        cloud.bootStops(
            EmulatedGoogle.PROJECT,
            EmulatedGoogle.ZONE,
            asked.name.value(),
            new Trouble.Failed(failure, failure.message())));
    google.provider().machines().create(asked.start(1));
    google.advance(Duration.ofMinutes(5));
  }
}
