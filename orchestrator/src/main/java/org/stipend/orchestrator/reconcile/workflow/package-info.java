/**
 * {@code reconcile/<queue>/<due>}: one pass over all that a place has. Deterministic; what is done
 * about a difference is decided by the ledger.
 */
@NullMarked
package org.stipend.orchestrator.reconcile.workflow;

import org.jspecify.annotations.NullMarked;
