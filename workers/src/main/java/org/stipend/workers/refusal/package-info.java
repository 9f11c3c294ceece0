/** How the hands say an expected no. */
@NullMarked
package org.stipend.workers.refusal;

import org.jspecify.annotations.NullMarked;
