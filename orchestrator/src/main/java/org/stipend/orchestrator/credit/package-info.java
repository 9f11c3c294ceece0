/** Credit as people see and give it: grants, revocations, the starting credit, the credit page. */
@NullMarked
package org.stipend.orchestrator.credit;

import org.jspecify.annotations.NullMarked;
