package org.stipend.orchestrator.notice;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.stipend.cost.money.Money;

/** The pieces that {@link Words} are made of. */
final class Phrases {

  private static final Money CENT = Money.parse("0.01");

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Phrases() {}

  static String credit(Told told) {
    return told.isTheirCredit() ? "your credit" : "the credit of " + told.poolName();
  }

  static String workspace(Told told) {
    return told.workspaceName() == null ? "a workspace" : told.workspaceName();
  }

  static String link(Told told) {
    return told.isTheirCredit() ? "/credit" : inWorkspace(told);
  }

  static String inWorkspace(Told told) {
    return told.workspace() == null ? "/workspaces" : "/workspaces/" + told.workspace();
  }

  static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static String days(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  static String lasting(Duration time) {
    if (time.compareTo(Duration.ofHours(1)) < 0) {
      return time.toMinutes() + " minutes";
    }
    return time.toHours() == 1 ? "1 hour" : time.toHours() + " hours";
  }

  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /** As pages show it: cents, half to even; never nothing where something is left. */
  static String dollars(Money amount) {
    if (amount.isPositive() && amount.isLessThan(CENT)) {
      return "less than $0.01";
    }
    return String.format(
        Locale.ROOT, "$%,.2f", amount.toDecimal().setScale(2, RoundingMode.HALF_EVEN));
  }
}
