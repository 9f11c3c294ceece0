package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.runtime.Allowed.Answer;
import org.stipend.orchestrator.runtime.RuntimeView.Action;

class AllowedTest {

  private static final Set<Right> READER = EnumSet.of(Right.VIEW);
  private static final Set<Right> WRITER = EnumSet.of(Right.VIEW, Right.LAUNCH);
  private static final Set<Right> OWNER = EnumSet.allOf(Right.class);

  private final RuntimeRow launched = Life.launched(LifeTest.asked(true), LifeTest.START).row();
  private final RuntimeRow stopping = LifeTest.after(launched, new Happening.ToStop(Cause.PERSON));
  private final RuntimeRow running = open(launched);
  private final RuntimeRow deleting = LifeTest.after(running, new Happening.ToDelete(Cause.PERSON));
  private final Caller mine = caller(launched.owner(), Role.RESEARCHER);
  private final Caller other = caller(UUID.randomUUID(), Role.RESEARCHER);

  @Test
  void whatOneMayNotSeeDoesNotExist() {
    for (Action action : Action.values()) {
      assertThat(may(mine, Set.of(), running, action)).isEqualTo(Answer.NOT_SEEN);
    }
  }

  @Test
  void itsOwnerMayWhatItsStatePermits() {
    assertThat(offered(mine, WRITER, launched))
        .containsExactly(Action.STOP, Action.CANCEL, Action.DELETE);
    assertThat(offered(mine, WRITER, running))
        .containsExactly(Action.OPEN, Action.STOP, Action.DELETE);
    assertThat(offered(mine, WRITER, stopping)).containsExactly(Action.START, Action.DELETE);
    assertThat(offered(mine, WRITER, deleting)).containsExactly(Action.CANCEL);
  }

  @Test
  void anOwnerWhoMayOnlyReadByNowMayStillStopIt() {
    assertThat(offered(mine, READER, running)).containsExactly(Action.STOP);
    assertThat(may(mine, READER, stopping, Action.START)).isEqualTo(Answer.READS_ONLY);
    assertThat(may(mine, READER, stopping, Action.DELETE)).isEqualTo(Answer.READS_ONLY);
    assertThat(may(mine, READER, running, Action.OPEN)).isEqualTo(Answer.READS_ONLY);
  }

  @Test
  void anotherMemberMayOnlyLook() {
    assertThat(offered(other, WRITER, running)).isEmpty();
    assertThat(may(other, WRITER, running, Action.STOP)).isEqualTo(Answer.NOT_YOURS);
    assertThat(may(other, WRITER, running, Action.DELETE)).isEqualTo(Answer.NOT_YOURS);
  }

  @Test
  void whoeverOwnsTheWorkspaceMayStopIt() {
    assertThat(offered(other, OWNER, running)).containsExactly(Action.STOP);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMIN", "OPERATOR"})
  void whoeverWatchesOverEverythingMayStopIt(Role role) {
    assertThat(offered(caller(UUID.randomUUID(), role), READER, running))
        .containsExactly(Action.STOP);
  }

  @Test
  void whatIsSoAlreadyIsNotOfferedAndNotRefused() {
    assertThat(may(mine, WRITER, running, Action.START)).isEqualTo(Answer.IS_SO_ALREADY);
    assertThat(may(mine, WRITER, stopping, Action.STOP)).isEqualTo(Answer.IS_SO_ALREADY);
    assertThat(may(mine, WRITER, deleting, Action.STOP)).isEqualTo(Answer.IS_SO_ALREADY);
    assertThat(may(mine, WRITER, deleting, Action.DELETE)).isEqualTo(Answer.IS_SO_ALREADY);
  }

  @Test
  void whatItsStateDoesNotPermitIsRefusedWithItsReason() {
    assertThat(may(mine, WRITER, deleting, Action.START)).isEqualTo(Answer.DELETED);
    assertThat(may(mine, WRITER, running, Action.CANCEL)).isEqualTo(Answer.NOTHING_UNDER_WAY);
    assertThat(may(mine, WRITER, launched, Action.OPEN)).isEqualTo(Answer.NOT_OPEN);
  }

  @Test
  void aDeletionIsNotTakenBackWhereANewerOneHasItsPlace() {
    assertThat(new Allowed(mine, WRITER, deleting, true).may(Action.CANCEL))
        .isEqualTo(Answer.REPLACED);
  }

  private static RuntimeRow open(RuntimeRow row) {
    RuntimeRow begun = LifeTest.after(row, new Happening.RunBegun(1, LifeTest.USUAL, null));
    RuntimeRow started = LifeTest.after(begun, LifeTest.seen(LifeTest.runs(1)));
    RuntimeRow listening = LifeTest.after(started, new Happening.ToolListens(1));
    return LifeTest.after(listening, new Happening.ToolHealthy(1));
  }

  private static Caller caller(UUID id, Role role) {
    return new Caller(id, "Somebody", Set.of(role));
  }

  private static Iterable<Action> offered(Caller caller, Set<Right> rights, RuntimeRow row) {
    return new Allowed(caller, rights, row, false).offered();
  }

  private static Answer may(Caller caller, Set<Right> rights, RuntimeRow row, Action action) {
    return new Allowed(caller, rights, row, false).may(action);
  }
}
