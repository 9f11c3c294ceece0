package org.stipend.orchestrator.access;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.orchestrator.access.Decision.Refused;

class StandingTest {

  /** What a researcher and who is no researcher may do, as what. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # roles              | in workspace | VIEW | LAUNCH | OWN
          RESEARCHER           | OWNER        | yes  | yes    | yes
          RESEARCHER           | WRITER       | yes  | yes    | 403
          RESEARCHER           | READER       | yes  | 403    | 403
          RESEARCHER           | nobody       | 404  | 404    | 404
          RESEARCHER           | nowhere      | 404  | 404    | 404
          FINANCE              | OWNER        | yes  | 403    | 403
          FINANCE              | READER       | yes  | 403    | 403
          FINANCE              | nobody       | 404  | 404    | 404
          ADMIN                | nobody       | yes  | 403    | 403
          OPERATOR             | nobody       | yes  | 403    | 403
          ADMIN                | nowhere      | 404  | 404    | 404
          ADMIN OPERATOR       | WRITER       | yes  | 403    | 403
          RESEARCHER ADMIN     | nobody       | yes  | 403    | 403
          RESEARCHER ADMIN     | WRITER       | yes  | yes    | 403
          none                 | OWNER        | yes  | 403    | 403
          none                 | nobody       | 404  | 404    | 404
          """)
  void mayDoThis(String roles, String membership, String view, String launch, String own) {
    Set<Role> has = EnumSet.noneOf(Role.class);
    for (String role : roles.equals("none") ? new String[0] : roles.split(" ")) {
      has.add(Role.valueOf(role));
    }
    boolean member = !membership.equals("nobody") && !membership.equals("nowhere");
    Standing standing =
        new Standing(
            has,
            false,
            !membership.equals("nowhere"),
            member ? WorkspaceRole.valueOf(membership) : null);
    assertThat(List.of(answer(standing, Right.VIEW), answer(standing, Right.LAUNCH)))
        .containsExactly(view, launch);
    assertThat(answer(standing, Right.OWN)).isEqualTo(own);
  }

  @Test
  void aReasonMetLeavesTheOthersAndAllOfThemMetIsAYes() {
    for (Standing standing : all()) {
      for (Right right : Right.values()) {
        List<Reason> reasons = reasons(standing.decide(right));
        for (Reason reason : reasons) {
          List<Reason> others = new ArrayList<>(reasons);
          others.remove(reason);
          assertThat(reasons(met(standing, reason, right).decide(right)))
              .as("%s, %s, without %s", standing, right, reason)
              .isEqualTo(others);
        }
      }
    }
  }

  @Test
  void whoIsSwitchedOffMayNothingAndHearsOfNothingElse() {
    all().stream()
        .filter(Standing::disabled)
        .forEach(standing -> {
          for (Right right : Right.values()) {
            var problem = ((Refused) standing.decide(right)).problem();
            assertThat(problem.code()).isEqualTo("DISABLED");
            assertThat(problem.more()).isEmpty();
          }
        });
  }

  @Test
  void whatOneMayNotSeeLooksLikeWhatIsNotThere() {
    for (Standing standing : all()) {
      if (standing.membership() == null && !Standing.watches(standing.roles())) {
        Standing nowhere = new Standing(standing.roles(), standing.disabled(), false, null);
        for (Right right : Right.values()) {
          assertThat(said(standing, right)).isEqualTo(said(nowhere, right));
        }
      }
    }
  }

  @Test
  void moreRolesNeverTakeARightAway() {
    for (Standing standing : all()) {
      for (Role role : Role.values()) {
        for (Right right : Right.values()) {
          assertThat(reasons(standing.decide(right)))
              .as("%s, %s, and %s", standing, right, role)
              .containsAll(reasons(with(standing, role).decide(right)));
        }
      }
    }
  }

  @Test
  void aRefusalSaysAllThatIsMissingAndWhoToAsk() {
    Standing reader = new Standing(Set.of(Role.FINANCE), false, true, WorkspaceRole.READER);

    var problem = ((Refused) reader.decide(Right.LAUNCH)).problem();

    assertThat(problem.code()).isEqualTo("FORBIDDEN");
    assertThat(problem.getMessage())
        .isEqualTo(
            "This is for researchers."
                + " You are a reader of this workspace; this needs a writer.");
    assertThat(problem.nextStep())
        .isEqualTo(
            "Ask one of them to do it, or an admin to give you the role."
                + " Ask an owner of the workspace to do it, or to make you a writer.");
    assertThat(problem.more().get("reasons").toString())
        .contains("ROLE_MISSING", "WORKSPACE_ROLE_MISSING");
  }

  private static String answer(Standing standing, Right right) {
    return switch (standing.decide(right)) {
      case Decision.Allowed _ -> "yes";
      case Refused no -> String.valueOf(no.problem().status().value());
    };
  }

  private static String said(Standing standing, Right right) {
    var problem = ((Refused) standing.decide(right)).problem();
    return problem.status() + problem.code() + problem.getMessage() + problem.more();
  }

  private static List<Reason> reasons(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> List.of();
      case Refused no -> no.reasons();
    };
  }

  /** As it would be had somebody done what the reason asks for. */
  private static Standing met(Standing now, Reason reason, Right right) {
    return switch (reason) {
      case Reason.Disabled _ -> new Standing(now.roles(), false, now.exists(), now.membership());
      case Reason.RoleMissing role -> with(now, role.oneOf().iterator().next());
      case Reason.NoSuchWorkspace _ ->
          new Standing(now.roles(), now.disabled(), true, right.needed());
      case Reason.NotAMember member ->
          new Standing(now.roles(), now.disabled(), true, member.needed());
      case Reason.WorkspaceRoleMissing role ->
          new Standing(now.roles(), now.disabled(), true, role.needed());
    };
  }

  private static Standing with(Standing standing, Role role) {
    Set<Role> more = new HashSet<>(standing.roles());
    more.add(role);
    return new Standing(more, standing.disabled(), standing.exists(), standing.membership());
  }

  /** Every combination of facts there is. */
  private static List<Standing> all() {
    List<Standing> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << Role.values().length; bits++) {
      Set<Role> roles = EnumSet.noneOf(Role.class);
      for (Role role : Role.values()) {
        if ((bits & 1 << role.ordinal()) != 0) {
          roles.add(role);
        }
      }
      for (boolean disabled : new boolean[] {false, true}) {
        all.add(new Standing(roles, disabled, false, null));
        all.add(new Standing(roles, disabled, true, null));
        for (WorkspaceRole role : WorkspaceRole.values()) {
          all.add(new Standing(roles, disabled, true, role));
        }
      }
    }
    assertThat(all.stream().map(Standing::toString).collect(joining("\n")).lines().distinct())
        .hasSize(160);
    return all;
  }
}
