package org.stipend.orchestrator.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How somebody stands to a workspace, and what follows from it. Denied unless a line here allows
 * it.
 *
 * @param exists whether there is such a workspace at all
 * @param membership null for who is no member
 */
record Standing(
    Set<Role> roles, boolean disabled, boolean exists, @Nullable WorkspaceRole membership) {

  Standing {
    roles = Set.copyOf(roles);
    if (membership != null && !exists) {
      throw new IllegalArgumentException("member of a workspace that does not exist");
    }
  }

  Decision decide(Right right) {
    List<Reason> reasons = new ArrayList<>();
    if (disabled) {
      reasons.add(new Reason.Disabled());
    }
    if (right != Right.VIEW && !roles.contains(Role.RESEARCHER)) {
      reasons.add(new Reason.RoleMissing(Set.of(Role.RESEARCHER)));
    }
    if (!exists) {
      reasons.add(new Reason.NoSuchWorkspace());
    } else if (membership == null) {
      if (right != Right.VIEW || !watches(roles)) {
        reasons.add(new Reason.NotAMember(right.needed()));
      }
    } else if (!membership.includes(right.needed())) {
      reasons.add(new Reason.WorkspaceRoleMissing(membership, right.needed()));
    }
    return Decision.unless(!isSeen(), reasons);
  }

  Set<Right> rights() {
    return Stream.of(Right.values())
        .filter(right -> decide(right) instanceof Decision.Allowed)
        .collect(toUnmodifiableSet());
  }

  private boolean isSeen() {
    return exists && (membership != null || watches(roles));
  }

  /** Whoever watches over everything: sees all and may stop it, may not work in it. */
  static boolean watches(Set<Role> roles) {
    return roles.contains(Role.ADMIN) || roles.contains(Role.OPERATOR);
  }
}
