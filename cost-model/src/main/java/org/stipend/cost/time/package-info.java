/** Half-open intervals of whole seconds, values that change over time, UTC billing months. */
@NullMarked
package org.stipend.cost.time;

import org.jspecify.annotations.NullMarked;
