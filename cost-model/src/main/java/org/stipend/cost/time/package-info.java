/**
 * When something holds: intervals of whole UTC seconds that include their start and not their end,
 * so that neighbours tile; values that change at known instants; calendar months.
 *
 * <p>A billing month is a UTC month. The cloud bills by months of US Pacific time; the hours
 * between the two are a difference to its invoice, not an error.
 */
@NullMarked
package org.stipend.cost.time;

import org.jspecify.annotations.NullMarked;
