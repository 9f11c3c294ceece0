/** News of changes: from the transaction that made them to every process. */
@NullMarked
package org.stipend.orchestrator.change;

import org.jspecify.annotations.NullMarked;
