/** What open pages are told without asking. */
@NullMarked
package org.stipend.orchestrator.live;

import org.jspecify.annotations.NullMarked;
