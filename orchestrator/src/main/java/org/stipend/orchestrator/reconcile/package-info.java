/** Holds the rows against what the clouds list, and ends what nobody's row explains. */
@NullMarked
package org.stipend.orchestrator.reconcile;

import org.jspecify.annotations.NullMarked;
