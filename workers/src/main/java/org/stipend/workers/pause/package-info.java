/** How time passes between two looks. */
@NullMarked
package org.stipend.workers.pause;

import org.jspecify.annotations.NullMarked;
