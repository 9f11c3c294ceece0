/** From the outbox to the workflows. */
@NullMarked
package org.stipend.orchestrator.relay;

import org.jspecify.annotations.NullMarked;
