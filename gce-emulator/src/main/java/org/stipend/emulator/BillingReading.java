package org.stipend.emulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.stipend.emulator.billing.Account;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Role;

/** What control is told of billing, as it is written in JSON. */
final class BillingReading {

  static final String ACCOUNTS = "POST accounts";
  static final String RIGHTS = "POST rights";
  static final String PROJECTS = "POST projects";
  static final Set<String> OWN = Set.of(ACCOUNTS, RIGHTS, PROJECTS);

  private BillingReading() {}

  static void change(Billing billing, String what, JsonObject json) {
    switch (what) {
      case ACCOUNTS -> account(billing.account(json.get("account").getAsString()), json);
      case RIGHTS -> right(billing.account(json.get("account").getAsString()), json);
      case PROJECTS -> project(billing, json);
      default -> throw new IllegalArgumentException(what);
    }
  }

  /** {@code name}, {@code currency}, {@code open}, {@code confirmSeconds}, {@code mostProjects}. */
  private static void account(Account account, JsonObject json) {
    if (json.has("name")) account.called(json.get("name").getAsString());
    if (json.has("currency")) account.in(json.get("currency").getAsString());
    if (json.has("confirmSeconds")) account.confirmingLinksAfter(seconds(json, "confirmSeconds"));
    if (json.has("mostProjects")) account.holdingAtMost(json.get("mostProjects").getAsInt());
    if (!json.has("open")) return;
    if (json.get("open").getAsBoolean()) account.open();
    else account.close();
  }

  /** {@code role}, {@code member} (without one the caller), {@code afterSeconds}, {@code taken}. */
  private static void right(Account account, JsonObject json) {
    Role role = Role.of(json.get("role").getAsString());
    String member = json.has("member") ? json.get("member").getAsString() : Billing.CALLER;
    Duration spreads = seconds(json, "afterSeconds");
    if (json.has("taken") && json.get("taken").getAsBoolean()) account.take(role, member, spreads);
    else account.give(role, member, spreads);
  }

  /** {@code first}: the account that projects begin with; {@code project} with {@code hidden}. */
  private static void project(Billing billing, JsonObject json) {
    if (json.has("first")) billing.projectsBeginWith(json.get("first").getAsString());
    if (!json.has("project")) return;
    String project = json.get("project").getAsString();
    if (json.has("hidden") && json.get("hidden").getAsBoolean()) billing.hideProject(project);
    else billing.showProject(project);
  }

  private static Duration seconds(JsonObject json, String name) {
    return Duration.ofSeconds(json.has(name) ? json.get(name).getAsLong() : 0);
  }
}
