/** Is a tool there, and is it healthy? */
@NullMarked
package org.stipend.cloud.probe;

import org.jspecify.annotations.NullMarked;
