/** {@code credit/<researcher>}: waits for a pool's next deadline. Deterministic. */
@NullMarked
package org.stipend.orchestrator.funding.workflow;

import org.jspecify.annotations.NullMarked;
