/** The people, their roles, and what each of them may do. */
@NullMarked
package org.stipend.orchestrator.access;

import org.jspecify.annotations.NullMarked;
