package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.web.Problem;

/** Whole days of somebody's time zone, the last one included. */
record Days(ZoneId zone, LocalDate from, LocalDate to) {

  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
  private static final int MOST_YEARS = 10;

  /** Those asked for; else from the first of the month on, and up to today. */
  static Days of(String zone, @Nullable LocalDate from, @Nullable LocalDate to, Instant now) {
    ZoneId known = zone(zone);
    LocalDate last = to == null ? now.atZone(known).toLocalDate() : to;
    LocalDate first = from == null ? last.withDayOfMonth(1) : from;
    if (first.isAfter(last)
        || first.isBefore(EARLIEST)
        || last.isAfter(LATEST)
        || last.isAfter(first.plusYears(MOST_YEARS))) {
      throw Problem.invalid(
          "%s to %s is no span of at most ten years.".formatted(first, last),
          "Choose a first day, and a last one that is not before it.");
    }
    return new Days(known, first, last);
  }

  static ZoneId zone(String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw Problem.invalid(
          "There is no time zone \"%s\".".formatted(name),
          "Name one of the tz database, such as Europe/Berlin.");
    }
    return ZoneId.of(name);
  }

  Instant start() {
    return startOf(from);
  }

  Instant end() {
    return startOf(to.plusDays(1));
  }

  boolean contain(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  LocalDate dayOf(Instant second) {
    return second.atZone(zone).toLocalDate();
  }

  Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** Where each of the days begins, and where the last one ends. */
  List<Instant> borders() {
    return Stream.concat(from.datesUntil(to.plusDays(1)).map(this::startOf), Stream.of(end()))
        .toList();
  }
}
