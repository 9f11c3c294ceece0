/** Who pays: credit pools, grants, the end of credit and what follows it. */
@NullMarked
package org.stipend.orchestrator.funding;

import org.jspecify.annotations.NullMarked;
