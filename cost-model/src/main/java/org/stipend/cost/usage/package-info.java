/** What was used: resources, quantities, segments of constant use. */
@NullMarked
package org.stipend.cost.usage;

import org.jspecify.annotations.NullMarked;
