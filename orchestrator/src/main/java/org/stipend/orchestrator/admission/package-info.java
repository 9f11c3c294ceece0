/**
 * May this start: one judgement that answers with its numbers, asked by a launch, a start, a
 * restart and an estimate alike.
 */
@NullMarked
package org.stipend.orchestrator.admission;

import org.jspecify.annotations.NullMarked;
