package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stipend.orchestrator.runtime.Zones.Tried;
import org.stipend.orchestrator.runtime.Zones.Verdict;

/** Where a machine is tried next, and when nowhere any more. */
class ZonesTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

  @Test
  void theNextIsTheFirstThatWasNotTried() {
    assertThat(after(Set.of(), List.of(), "a")).isEqualTo(new Verdict.Next("b"));
    assertThat(after(Set.of(), tried("b", "a"), "c")).isEqualTo(new Verdict.Next("d"));
  }

  @Test
  void whatHadNoRoomForOthersLatelyComesLast() {
    assertThat(Zones.inOrder(FIVE, Set.of("a", "c"))).containsExactly("b", "d", "e", "a", "c");
    assertThat(after(Set.of("b"), List.of(), "a")).isEqualTo(new Verdict.Next("c"));
    assertThat(after(Set.of("b", "c", "d", "e"), List.of(), "a")).isEqualTo(new Verdict.Next("b"));
  }

  @Test
  void fourAreTriedAndNoMore() {
    assertThat(after(Set.of(), tried("a", "b", "c"), "d"))
        .isEqualTo(new Verdict.Nowhere("No free n2-standard-8 in a, b, c, d."));
  }

  @Test
  void tenMinutesAfterTheFirstNoneIsTriedAnyMore() {
    List<Tried> before = tried("a");
    assertThat(Zones.after(search(Set.of(), before, "b", 50, false), NOW.plusSeconds(600)))
        .isEqualTo(new Verdict.Next("c"));
    assertThat(Zones.after(search(Set.of(), before, "b", 50, false), NOW.plusSeconds(601)))
        .isEqualTo(new Verdict.Nowhere("No free n2-standard-8 in a, b."));
  }

  @Test
  void aLargeDiskIsMovedOnlyAsLongAsNothingIsOnIt() {
    assertThat(Zones.after(search(Set.of(), List.of(), "a", 51, true), NOW))
        .isEqualTo(new Verdict.Next("b"));
    assertThat(Zones.after(search(Set.of(), List.of(), "a", 51, false), NOW))
        .isEqualTo(
            new Verdict.Nowhere(
                "No free n2-standard-8 in a, where its disk is. A used disk of more than 50 GiB is not moved to another zone by itself."));
  }

  @Test
  void eachZoneWithoutRoomIsALineThatSaysWhatIsTriedThen() {
    List<Tried> tried = List.of(new Tried("a", "b", NOW), new Tried("b", null, NOW));
    assertThat(Zones.inWords("n2-standard-8", tried, 2))
        .containsExactly(
            "No free n2-standard-8 in a. Trying b (2 of 2).", "No free n2-standard-8 in b.");
  }

  private static Verdict after(Set<String> cold, List<Tried> before, String refusing) {
    return Zones.after(search(cold, before, refusing, 50, false), NOW.plus(Duration.ofMinutes(1)));
  }

  private static Zones.Search search(
      Set<String> cold, List<Tried> before, String refusing, long diskGib, boolean blank) {
    return new Zones.Search("n2-standard-8", FIVE, cold, before, refusing, diskGib, blank);
  }

  private static List<Tried> tried(String... zones) {
    return List.of(zones).stream().map(zone -> new Tried(zone, "next", NOW)).toList();
  }
}
