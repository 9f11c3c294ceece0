/**
 * How the system itself is: health, logs, and the metrics that are only a question to the tables.
 */
@NullMarked
package org.stipend.orchestrator.health;

import org.jspecify.annotations.NullMarked;
