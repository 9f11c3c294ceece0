/**
 * {@code account/<id>} looks at an account, {@code link/<workspace>} links a project.
 * Deterministic.
 */
@NullMarked
package org.stipend.orchestrator.billing.workflow;

import org.jspecify.annotations.NullMarked;
