/** The way to a tool: one web origin per runtime, its members only. */
@NullMarked
package org.stipend.orchestrator.proxy;

import org.jspecify.annotations.NullMarked;
