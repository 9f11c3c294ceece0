/** What answers in place of the tools of machines. It executes nothing. */
@NullMarked
package org.stipend.emulator.standin;

import org.jspecify.annotations.NullMarked;
