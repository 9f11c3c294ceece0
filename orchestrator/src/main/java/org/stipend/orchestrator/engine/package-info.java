/** From the outbox to the workflows, and back from rows to workflows. */
@NullMarked
package org.stipend.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
