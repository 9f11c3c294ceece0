package org.stipend.workers.google;

import java.util.UUID;

/** Which of Google's projects belongs to a workspace. */
sealed interface GoogleProjects {

  String of(UUID workspace);

  /** Whether an account is the programme's own, and so nobody's among the researchers. */
  boolean isProgrammes(String account);

  /** One for all: whoever pays for it pays for everybody, and is the programme. */
  record Shared(String project) implements GoogleProjects {

    @Override
    public String of(UUID workspace) {
      return project;
    }

    @Override
    public boolean isProgrammes(String account) {
      return true;
    }
  }

  /**
   * Each its own: the prefix and as much of the workspace's id as Google takes.
   *
   * @param payer the programme's account
   */
  record OwnEach(String prefix, String payer) implements GoogleProjects {

    private static final int DIGITS = 20;

    @Override
    public String of(UUID workspace) {
      return prefix + workspace.toString().replace("-", "").substring(0, DIGITS);
    }

    @Override
    public boolean isProgrammes(String account) {
      return account.equals(payer);
    }
  }
}
