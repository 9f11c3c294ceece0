/**
 * What makes sure that ordered work is done: from the outbox to workflows, from rows back to
 * workflows, by the clock when nobody wakes, and a watch over whether Temporal and workers are
 * there.
 */
@NullMarked
package org.stipend.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
