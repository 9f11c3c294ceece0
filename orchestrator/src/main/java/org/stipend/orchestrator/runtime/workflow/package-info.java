/**
 * {@code runtime/<id>}: moves a runtime's row towards what is wanted, one step at a time.
 * Deterministic; rows and clouds are behind activities.
 */
@NullMarked
package org.stipend.orchestrator.runtime.workflow;

import org.jspecify.annotations.NullMarked;
