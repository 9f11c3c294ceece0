/** Launch, stop, start, cancel and delete a runtime; its state as people see it. */
@NullMarked
package org.stipend.orchestrator.runtime;

import org.jspecify.annotations.NullMarked;
