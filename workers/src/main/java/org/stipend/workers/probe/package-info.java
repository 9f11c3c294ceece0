/** How a tool shows from outside that it works. */
@NullMarked
package org.stipend.workers.probe;

import org.jspecify.annotations.NullMarked;
