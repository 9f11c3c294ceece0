package org.stipend.emulator.billing;

import java.util.Arrays;
import java.util.Set;

/** Google's roles on a billing account, with those of their permissions that matter here. */
public enum Role {
  VIEWER("roles/billing.viewer", Permission.SEE, Permission.READ_POLICY, Permission.LIST_LINKS),
  USER("roles/billing.user", Permission.SEE, Permission.READ_POLICY, Permission.LINK),
  ADMIN(
      "roles/billing.admin",
      Permission.SEE,
      Permission.READ_POLICY,
      Permission.LINK,
      Permission.UNLINK,
      Permission.LIST_LINKS);

  /** What Google calls them. */
  static final class Permission {

    static final String SEE = "billing.accounts.get";
    static final String READ_POLICY = "billing.accounts.getIamPolicy";
    static final String LINK = "billing.resourceAssociations.create";
    static final String UNLINK = "billing.resourceAssociations.delete";
    static final String LIST_LINKS = "billing.resourceAssociations.list";

    private Permission() {}
  }

  private final String title;
  private final Set<String> permissions;

  Role(String title, String... permissions) {
    this.title = title;
    this.permissions = Set.of(permissions);
  }

  /** Fails for a role that is not played here. */
  public static Role of(String title) {
    return Arrays.stream(values())
        .filter(role -> role.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no role " + title));
  }

  String title() {
    return title;
  }

  boolean holds(String permission) {
    return permissions.contains(permission);
  }
}
