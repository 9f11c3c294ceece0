/** How Google's API looks from outside: routes, messages, lists, references and refusals. */
@NullMarked
package org.stipend.emulator.wire;

import org.jspecify.annotations.NullMarked;
