package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What names something has something to see in it. */
class VisibleTest {

  /** How Unicode calls what is drawn as nothing, though it counts as a letter or a symbol. */
  private static final Pattern BLANK_BY_NAME =
      Pattern.compile(
          "(HALFWIDTH )?HANGUL (CHOSEONG |JUNGSEONG )?FILLER|BRAILLE PATTERN BLANK"
              + "|EGYPTIAN HIEROGLYPH (FULL|HALF) BLANK|MUSICAL SYMBOL NULL NOTEHEAD"
              + "|OBJECT REPLACEMENT CHARACTER");

  @Test
  void whatUnicodeCallsBlankIsNoName() {
    List<String> blank =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(VisibleTest::isBlankByName)
            .mapToObj(Character::toString)
            .toList();
    assertThat(blank).hasSize(9).noneMatch(VisibleTest::isVisible);
    assertThat(isVisible(String.join("", blank) + "\ufe0f")).isFalse();
  }

  private static boolean isBlankByName(int character) {
    String name = Character.getName(character);
    return name != null && BLANK_BY_NAME.matcher(name).matches();
  }

  @Test
  void separatorsControlsAndMarksAreNoName() {
    for (String nothing : List.of("", " ", "\u3000", "\u200b", "\u0301", "\ue000", "\n\t")) {
      assertThat(isVisible(nothing)).as("%s", nothing.codePoints().boxed().toList()).isFalse();
    }
  }

  @Test
  void anythingThatIsDrawnIsAName() {
    for (String name : List.of("a", "한", "🧬", " . ", "⠓", "♪", "𝅗𝅥", "\ufffd", "\u3164a")) {
      assertThat(isVisible(name)).as(name).isTrue();
    }
  }

  private static boolean isVisible(String text) {
    return text.matches(Visible.TEXT);
  }
}
