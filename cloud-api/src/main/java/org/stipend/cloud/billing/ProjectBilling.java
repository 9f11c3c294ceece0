package org.stipend.cloud.billing;

import io.temporal.activity.ActivityInterface;

/**
 * Billing accounts, and which of them pays for the project of a workspace; always as the platform
 * itself, never as a person. Doing a call twice is doing it once.
 */
@ActivityInterface(namePrefix = "ProjectBilling.")
public interface ProjectBilling {

  /** The accounts that have given the platform the role to link projects to them. */
  HeldAccounts held();

  /** One account as it is now. One that is not there, or not shown, is an answer. */
  AccountState account(LookAtAccount request);

  /**
   * Links the project to the account. An account that is closed is not refused: the answer says
   * then that billing is off. Fails with {@code NOT_ALLOWED}, also for minutes after a right was
   * given, while it spreads. A wish that is older than the newest changes nothing and answers what
   * is, as far as the provider remembers: a cloud has no place for the number of a wish. So whoever
   * calls has one wish of a workspace at a time, and looks again after it.
   */
  ProjectState link(LinkProject request);

  /** Fails with {@code NOT_ALLOWED} as {@link #link}. */
  ProjectState project(LookAtProject request);
}
