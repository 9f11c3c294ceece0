/** Grants, their burn order, the instant credit ends, and what a settlement posts. */
@NullMarked
package org.stipend.cost.funding;

import org.jspecify.annotations.NullMarked;
