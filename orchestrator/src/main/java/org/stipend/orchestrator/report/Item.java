package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.access.PersonRef;

/** What a row of what was spent is about. */
sealed interface Item {

  record OfPerson(PersonRef person) implements Item {}

  /**
   * @param tool null: disks
   */
  record OfTool(@Nullable Tool tool) implements Item {}

  record OfRun(Spent.Run run) implements Item {}

  record OfDay(LocalDate day) implements Item {}

  record OfSku(String sku) implements Item {}

  static Item of(By by, Spent spent, LocalDate day) {
    return switch (by) {
      case PERSON -> new OfPerson(spent.run().person());
      case TOOL -> new OfTool(spent.run().tool());
      case RUN -> new OfRun(spent.run());
      case DAY -> new OfDay(day);
      case SKU -> new OfSku(spent.line().sku());
    };
  }

  default String key() {
    return switch (this) {
      case OfPerson of -> of.person().id().toString();
      case OfTool of -> Spent.toolOf(of.tool());
      case OfRun of -> of.run().id().toString();
      case OfDay of -> of.day().toString();
      case OfSku of -> of.sku();
    };
  }

  /** Runs and days stand newest first; what has no time by what it cost. */
  default Instant since() {
    return switch (this) {
      case OfRun of -> of.run().startedAt();
      case OfDay of -> of.day().atStartOfDay(ZoneOffset.UTC).toInstant();
      case OfPerson _, OfTool _, OfSku _ -> Instant.EPOCH;
    };
  }

  default SpendView.SpentView view(Tally tally, @Nullable String skuInWords) {
    return new SpendView.SpentView(
        key(),
        this instanceof OfPerson of ? of.person() : null,
        this instanceof OfTool of ? of.tool() : null,
        this instanceof OfDay of ? of.day() : null,
        this instanceof OfRun of ? of.run().view() : null,
        skuInWords,
        tally.amount(),
        tally.unbooked(),
        tally.payers());
  }
}
