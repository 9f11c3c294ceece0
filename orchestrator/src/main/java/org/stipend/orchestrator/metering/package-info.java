/** What was used from when to when, and what it costs. */
@NullMarked
package org.stipend.orchestrator.metering;

import org.jspecify.annotations.NullMarked;
