/**
 * The books of a pool: from what stands in them and the facts as they are known now to what is to
 * be written.
 *
 * <p>{@link org.stipend.cost.books.Books#bring} goes back to a mark, settles forward again over the
 * same instants with what is known now, and compares. Only differences come out:
 *
 * <ul>
 *   <li>the same use and the same payers: nothing;
 *   <li>the same use, other payers: one {@code PAYER_TRANSFER} of the difference;
 *   <li>another use: {@code REVERSAL} of what stands, {@code RESTATE} of what should;
 *   <li>something new: what it is.
 * </ul>
 *
 * <p>So every fact, learned in time or late, takes the same way, and whatever the order of news,
 * the books end equal.
 */
@NullMarked
package org.stipend.cost.books;

import org.jspecify.annotations.NullMarked;
