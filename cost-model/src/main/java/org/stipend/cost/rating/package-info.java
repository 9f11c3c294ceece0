/** Usage times price: charge lines, estimates, burn rates. */
@NullMarked
package org.stipend.cost.rating;

import org.jspecify.annotations.NullMarked;
