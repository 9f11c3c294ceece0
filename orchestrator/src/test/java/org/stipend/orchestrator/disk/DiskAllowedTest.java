package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.disk.DiskView.Action;

/** What a person may do with a disk that no runtime holds. */
class DiskAllowedTest {

  private static final UUID MINE = UUID.randomUUID();
  private static final UUID ANOTHERS = UUID.randomUUID();

  @Test
  void itsOwnerLaunchesOnItAndDeletesIt() {
    assertThat(allowed(EnumSet.of(Right.VIEW, Right.LAUNCH), MINE))
        .containsExactly(Action.DELETE, Action.LAUNCH);
  }

  @Test
  void anOwnerWhoMayOnlyReadByNowMayStillDeleteIt() {
    assertThat(allowed(EnumSet.of(Right.VIEW), MINE)).containsExactly(Action.DELETE);
  }

  @Test
  void ofAnotherOnlyAnOwnerOfTheWorkspaceDeletesIt() {
    assertThat(allowed(EnumSet.of(Right.VIEW, Right.LAUNCH), ANOTHERS)).isEmpty();
    assertThat(allowed(EnumSet.allOf(Right.class), ANOTHERS)).containsExactly(Action.DELETE);
  }

  @Test
  void whatOneMayNotSeeIsNobodysToChange() {
    assertThat(allowed(Set.of(), MINE)).isEmpty();
  }

  private static Iterable<Action> allowed(Set<Right> rights, UUID owner) {
    return new Allowed(new Caller(MINE, "Somebody", Set.of(Role.RESEARCHER)), rights, owner)
        .actions();
  }
}
