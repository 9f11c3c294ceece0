/**
 * Amounts and prices, exact to the nano-dollar.
 *
 * <p>An amount is a whole number of nano-dollars ({@link org.stipend.cost.money.Money}); a price
 * times a quantity is a fraction of them ({@link org.stipend.cost.money.ExactAmount}); the step
 * from one to the other, half to even, is the only rounding in the system. What does not fit
 * throws.
 */
@NullMarked
package org.stipend.cost.money;

import org.jspecify.annotations.NullMarked;
