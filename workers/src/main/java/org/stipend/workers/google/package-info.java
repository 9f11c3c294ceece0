/** The {@code gce} provider: Google's clients end here, with their errors and their names. */
@NullMarked
package org.stipend.workers.google;

import org.jspecify.annotations.NullMarked;
