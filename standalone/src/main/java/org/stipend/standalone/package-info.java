/** All of it in one JVM, with the PostgreSQL and the Temporal server that it brings along. */
@NullMarked
package org.stipend.standalone;

import org.jspecify.annotations.NullMarked;
