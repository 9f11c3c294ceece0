/** The hands: activity implementations. They know how, never whether. */
@NullMarked
package org.stipend.workers;

import org.jspecify.annotations.NullMarked;
