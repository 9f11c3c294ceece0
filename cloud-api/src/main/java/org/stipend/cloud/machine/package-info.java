/** Machines: create, start, stop, delete, observe. */
@NullMarked
package org.stipend.cloud.machine;

import org.jspecify.annotations.NullMarked;
