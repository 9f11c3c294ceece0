/** What ran from when to when, and what that costs. Who pays for it is not said here. */
@NullMarked
package org.stipend.orchestrator.usage;

import org.jspecify.annotations.NullMarked;
