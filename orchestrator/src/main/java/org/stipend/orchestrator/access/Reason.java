package org.stipend.orchestrator.access;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Set;

/** One thing that stands in the way; with it gone, the others are what is left. */
public sealed interface Reason {

  /** Stable, for programs. */
  String code();

  String detail();

  String nextStep();

  /** An admin has switched this person off. */
  record Disabled() implements Reason {

    @Override
    public String code() {
      return "DISABLED";
    }

    @Override
    public String detail() {
      return "Your access has been switched off.";
    }

    @Override
    public String nextStep() {
      return "Ask an admin why, and to switch it on again.";
    }
  }

  /**
   * @param oneOf any of them would do
   */
  record RoleMissing(Set<Role> oneOf) implements Reason {

    public RoleMissing {
      oneOf = Set.copyOf(oneOf);
    }

    @Override
    public String code() {
      return "ROLE_MISSING";
    }

    @Override
    public String detail() {
      return "This is for %s."
          .formatted(oneOf.stream().sorted().map(RoleMissing::inWords).collect(joining(" and ")));
    }

    @Override
    public String nextStep() {
      return "Ask one of them to do it, or an admin to give you the role.";
    }

    private static String inWords(Role role) {
      return switch (role) {
        case RESEARCHER -> "researchers";
        case ADMIN -> "admins";
        case FINANCE -> "finance";
        case OPERATOR -> "operators";
      };
    }
  }

  /** Nobody may do anything there. */
  record NoSuchWorkspace() implements Reason {

    @Override
    public String code() {
      return "NO_SUCH_WORKSPACE";
    }

    @Override
    public String detail() {
      return "There is no such workspace.";
    }

    @Override
    public String nextStep() {
      return "Check the address.";
    }
  }

  /**
   * @param needed what one would have to be there
   */
  record NotAMember(WorkspaceRole needed) implements Reason {

    @Override
    public String code() {
      return "NOT_A_MEMBER";
    }

    @Override
    public String detail() {
      return "You are not a member of this workspace.";
    }

    @Override
    public String nextStep() {
      return "Ask an owner of the workspace to do it, or to add you as %s."
          .formatted(inWords(needed));
    }
  }

  /** A member, but not with enough of a role. */
  record WorkspaceRoleMissing(WorkspaceRole has, WorkspaceRole needed) implements Reason {

    @Override
    public String code() {
      return "WORKSPACE_ROLE_MISSING";
    }

    @Override
    public String detail() {
      return "You are %s of this workspace; this needs %s."
          .formatted(inWords(has), inWords(needed));
    }

    @Override
    public String nextStep() {
      return "Ask an owner of the workspace to do it, or to make you %s."
          .formatted(inWords(needed));
    }
  }

  private static String inWords(WorkspaceRole role) {
    return (role == WorkspaceRole.OWNER ? "an " : "a ") + role.name().toLowerCase(Locale.ROOT);
  }
}
