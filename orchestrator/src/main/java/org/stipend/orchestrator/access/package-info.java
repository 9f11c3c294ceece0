/** Who somebody is and what they may do. */
@NullMarked
package org.stipend.orchestrator.access;

import org.jspecify.annotations.NullMarked;
