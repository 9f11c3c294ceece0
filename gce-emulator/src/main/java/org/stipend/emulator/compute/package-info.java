/** What a project holds and how it changes while time passes. Pure but for what it holds. */
@NullMarked
package org.stipend.emulator.compute;

import org.jspecify.annotations.NullMarked;
