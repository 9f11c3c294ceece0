/** What all workflows share; deterministic. */
@NullMarked
package org.stipend.orchestrator.workflow;

import org.jspecify.annotations.NullMarked;
