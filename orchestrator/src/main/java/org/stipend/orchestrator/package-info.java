/** The head: what it decides and remembers. */
@NullMarked
package org.stipend.orchestrator;

import org.jspecify.annotations.NullMarked;
