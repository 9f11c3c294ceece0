/** What all workflows share; deterministic. */
@NullMarked
package org.stipend.orchestrator.engine.workflow;

import org.jspecify.annotations.NullMarked;
