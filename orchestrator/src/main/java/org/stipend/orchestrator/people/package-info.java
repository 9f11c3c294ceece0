/** People as they see themselves and as those see them who look after them. */
@NullMarked
package org.stipend.orchestrator.people;

import org.jspecify.annotations.NullMarked;
