package org.stipend.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider says of people becomes names that can be read and kept. */
class ClaimsTest {

  private static final OidcSettings SETTINGS =
      new OidcSettings("https://idp.example", "console", "", "api", null, null);

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u3164", "\u200b\u00a0", "\u2800\ufe0f", "\ufffc"})
  void aNameWithoutAnythingToSeeIsNone(String name) {
    assertThat(nameOf(name)).isNull();
  }

  @Test
  void aLongNameIsCutBetweenCharacters() {
    assertThat(nameOf("a" + "🧬".repeat(300))).isEqualTo("a" + "🧬".repeat(199));
  }

  private static String nameOf(String claimed) {
    Map<String, Object> claims = Map.of("sub", "1", "name", claimed);
    return Claims.identity(() -> claims, SETTINGS).name();
  }
}
