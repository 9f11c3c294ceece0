package org.stipend.emulator.billing;

import java.util.regex.Pattern;
import org.stipend.emulator.wire.Refusal;

/** Names of accounts and projects. */
final class Names {

  static final String ACCOUNTS = "billingAccounts/";

  private static final String PROJECTS = "projects/";
  private static final Pattern ACCOUNT =
      Pattern.compile(ACCOUNTS + "[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}");
  private static final Pattern PROJECT = Pattern.compile(PROJECTS + "[a-z0-9][a-z0-9.:-]{0,62}");

  private Names() {}

  static boolean isAccount(String name) {
    return ACCOUNT.matcher(name).matches();
  }

  /** Refuses what no account is called. */
  static String account(String name) {
    if (!isAccount(name)) throw malformed();
    return name;
  }

  /** The id of a project; refuses what no project is called. */
  static String project(String name) {
    if (!PROJECT.matcher(name).matches()) throw malformed();
    return name.substring(PROJECTS.length());
  }

  static Refusal malformed() {
    return Refusal.of(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
  }
}
