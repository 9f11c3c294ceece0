/** Open pages: told without asking what they should read again. */
@NullMarked
package org.stipend.orchestrator.live;

import org.jspecify.annotations.NullMarked;
