/** Settling and correcting pools: who paid which second, what was posted, what is due when. */
@NullMarked
package org.stipend.orchestrator.books;

import org.jspecify.annotations.NullMarked;
