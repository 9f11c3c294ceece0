/** What one unit of a SKU costs, from when to when. */
@NullMarked
package org.stipend.cost.price;

import org.jspecify.annotations.NullMarked;
