package org.stipend.standalone.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A billing account that exists only on this computer.
 *
 * @param shown the platform may see it
 * @param mayLink the platform may link projects to it
 * @param people mail addresses of those who have a right on it, in small letters
 * @param refusesFor how long after it is asked for a link that is refused, as while rights spread
 * @param closesAfter how long after the first link it closes by itself; null: it does not
 */
record Account(
    String number,
    String name,
    String currency,
    boolean open,
    boolean shown,
    boolean mayLink,
    List<String> people,
    Confirms confirms,
    Duration refusesFor,
    @Nullable Duration closesAfter,
    @Nullable Instant closesAt) {

  Account {
    people = List.copyOf(people);
  }

  /** When a link to it is seen to be on. */
  enum Confirms {
    AT_ONCE,
    /** At the third look. */
    LATE,
    NEVER
  }

  static Account of(String number, String name, String mail) {
    return new Account(
        number,
        name,
        "USD",
        true,
        true,
        true,
        List.of(mail),
        Confirms.AT_ONCE,
        Duration.ZERO,
        null,
        null);
  }

  boolean isOpen(Instant now) {
    return open && (closesAt == null || now.isBefore(closesAt));
  }

  boolean names(String mail) {
    return people.contains(mail.toLowerCase(Locale.ROOT));
  }

  /** Opened by hand it stays open. */
  Account opened(boolean wanted) {
    return new Account(
        number, name, currency, wanted, shown, mayLink, people, confirms, refusesFor, null, null);
  }

  Account shown(boolean wanted) {
    return new Account(
        number,
        name,
        currency,
        open,
        wanted,
        mayLink,
        people,
        confirms,
        refusesFor,
        closesAfter,
        closesAt);
  }

  Account linkable(boolean wanted) {
    return new Account(
        number,
        name,
        currency,
        open,
        shown,
        wanted,
        people,
        confirms,
        refusesFor,
        closesAfter,
        closesAt);
  }

  Account in(String other) {
    return new Account(
        number,
        name,
        other,
        open,
        shown,
        mayLink,
        people,
        confirms,
        refusesFor,
        closesAfter,
        closesAt);
  }

  Account named(String mail, boolean wanted) {
    Stream<String> others = people.stream().filter(one -> !one.equals(mail));
    return new Account(
        number,
        name,
        currency,
        open,
        shown,
        mayLink,
        wanted ? Stream.concat(others, Stream.of(mail)).toList() : others.toList(),
        confirms,
        refusesFor,
        closesAfter,
        closesAt);
  }

  Account confirming(Confirms wanted) {
    return new Account(
        number,
        name,
        currency,
        open,
        shown,
        mayLink,
        people,
        wanted,
        refusesFor,
        closesAfter,
        closesAt);
  }

  Account refusing(Duration wanted) {
    return new Account(
        number,
        name,
        currency,
        open,
        shown,
        mayLink,
        people,
        confirms,
        wanted,
        closesAfter,
        closesAt);
  }

  Account closingAfter(Duration wanted) {
    return new Account(
        number, name, currency, open, shown, mayLink, people, confirms, refusesFor, wanted, null);
  }

  Account linkedAt(Instant now) {
    return closesAfter == null || closesAt != null
        ? this
        : new Account(
            number,
            name,
            currency,
            open,
            shown,
            mayLink,
            people,
            confirms,
            refusesFor,
            closesAfter,
            now.plus(closesAfter));
  }
}
