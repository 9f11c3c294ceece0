/** Google Compute Engine, as far as Stipend and the clients beside it can tell. */
@NullMarked
package org.stipend.emulator;

import org.jspecify.annotations.NullMarked;
