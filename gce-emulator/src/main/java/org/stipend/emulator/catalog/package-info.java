/** What Google offers in us-central1, and what every project begins with. */
@NullMarked
package org.stipend.emulator.catalog;

import org.jspecify.annotations.NullMarked;
