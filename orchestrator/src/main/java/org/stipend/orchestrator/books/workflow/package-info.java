/** {@code credit/<researcher>}: waits for a pool's next deadline. Deterministic. */
@NullMarked
package org.stipend.orchestrator.books.workflow;

import org.jspecify.annotations.NullMarked;
