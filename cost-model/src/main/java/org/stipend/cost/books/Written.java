package org.stipend.cost.books;

import org.jspecify.annotations.Nullable;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.rating.ChargeLine;

/**
 * A journal that stands: booked and not reversed.
 *
 * @param fact what it is about: a correction of it has another key, but this in common
 * @param line null where nothing was used
 * @param quantity what it adds to the line, in base units
 */
public record Written(
    long journal,
    String fact,
    Transaction transaction,
    ChargeLine.@Nullable Key line,
    long quantity) {}
