/** Amounts and unit prices, exact to the nano-dollar; the only rounding in the system. */
@NullMarked
package org.stipend.cost.money;

import org.jspecify.annotations.NullMarked;
