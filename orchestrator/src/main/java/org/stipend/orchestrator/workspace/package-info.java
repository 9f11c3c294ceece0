/** Units of collaboration, access and cost: created, listed, shown. */
@NullMarked
package org.stipend.orchestrator.workspace;

import org.jspecify.annotations.NullMarked;
