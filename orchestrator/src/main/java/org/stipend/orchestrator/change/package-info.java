/** News of changes: from the transaction that made them to every open page. */
@NullMarked
package org.stipend.orchestrator.change;

import org.jspecify.annotations.NullMarked;
