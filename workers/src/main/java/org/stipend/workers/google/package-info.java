/**
 * The {@code gce} provider: Google Compute Engine and Cloud Billing, by Google's own clients.
 * Nothing is kept here; what has to be remembered stands at Google (docs/adr/0020).
 */
@NullMarked
package org.stipend.workers.google;

import org.jspecify.annotations.NullMarked;
