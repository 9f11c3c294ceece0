/** How answers look: problems, paging, decimal strings. */
@NullMarked
package org.stipend.orchestrator.web;

import org.jspecify.annotations.NullMarked;
