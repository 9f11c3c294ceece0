/** Who did what to what, and why. */
@NullMarked
package org.stipend.orchestrator.audit;

import org.jspecify.annotations.NullMarked;
