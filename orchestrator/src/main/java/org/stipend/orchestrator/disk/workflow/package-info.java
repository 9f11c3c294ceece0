/** {@code disk/<id>}: deletes a disk and proves it gone. Deterministic. */
@NullMarked
package org.stipend.orchestrator.disk.workflow;

import org.jspecify.annotations.NullMarked;
