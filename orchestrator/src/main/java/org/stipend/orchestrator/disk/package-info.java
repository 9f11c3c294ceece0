/** Disks: storage that outlives its runtime and costs on its own. */
@NullMarked
package org.stipend.orchestrator.disk;

import org.jspecify.annotations.NullMarked;
