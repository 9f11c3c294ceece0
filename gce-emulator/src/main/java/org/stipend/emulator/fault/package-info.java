/** What goes wrong on request, and the log of all that was asked. */
@NullMarked
package org.stipend.emulator.fault;

import org.jspecify.annotations.NullMarked;
