/** Accounts, postings and transactions that sum to zero. */
@NullMarked
package org.stipend.cost.ledger;

import org.jspecify.annotations.NullMarked;
