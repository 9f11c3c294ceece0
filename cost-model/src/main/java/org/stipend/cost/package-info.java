/** The rules about money: pure Java, no clock, no I/O. Who pays, and the names of things. */
@NullMarked
package org.stipend.cost;

import org.jspecify.annotations.NullMarked;
