/** What a provider is and offers. */
@NullMarked
package org.stipend.cloud.inventory;

import org.jspecify.annotations.NullMarked;
