/** What was spent, by whom and on what: folds over postings, and over what is not booked yet. */
@NullMarked
package org.stipend.orchestrator.report;

import org.jspecify.annotations.NullMarked;
