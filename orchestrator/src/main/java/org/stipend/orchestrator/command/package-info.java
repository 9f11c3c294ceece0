/** One database transaction per command, answered once. */
@NullMarked
package org.stipend.orchestrator.command;

import org.jspecify.annotations.NullMarked;
