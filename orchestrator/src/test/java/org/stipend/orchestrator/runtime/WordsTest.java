package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.cloud.FailureType;
import org.stipend.orchestrator.runtime.RuntimeRow.Failed;

class WordsTest {

  /** What only the worker knows, it tells in a sentence. */
  private static final String TOLD = "This computer has 100 MiB free; a launch needs 200 MiB.";

  @ParameterizedTest
  @EnumSource
  void everyFailureOfAWorkerHasItsCodeASentenceAndANextStep(FailureType type) {
    Failed failed = Words.failed(type.name(), TOLD);
    assertThat(failed.code()).isEqualTo(type.name());
    assertThat(failed.cause()).matches("[A-Z][^\\n]*\\.");
    assertThat(Words.nextStep(failed.code())).endsWith(".");
  }

  @Test
  void whatIsNoneOfThemIsNotShownAsItCame() {
    assertThat(Words.failed("java.io.IOException", "Stream closed\n\tat java.base"))
        .isEqualTo(new Failed("CLOUD_FAILED", "The cloud could not do what was asked of it."));
  }
}
