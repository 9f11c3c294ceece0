/** The books, append only; nothing else writes postings. */
@NullMarked
package org.stipend.orchestrator.ledger;

import org.jspecify.annotations.NullMarked;
