/** How the system itself is, told to probes and operators, and who was asking in every log line. */
@NullMarked
package org.stipend.orchestrator.health;

import org.jspecify.annotations.NullMarked;
