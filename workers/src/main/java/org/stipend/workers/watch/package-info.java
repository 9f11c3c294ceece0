/** News of machines that changed without being asked. */
@NullMarked
package org.stipend.workers.watch;

import org.jspecify.annotations.NullMarked;
