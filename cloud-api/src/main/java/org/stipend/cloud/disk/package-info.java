/** Disks: create, delete. */
@NullMarked
package org.stipend.cloud.disk;

import org.jspecify.annotations.NullMarked;
