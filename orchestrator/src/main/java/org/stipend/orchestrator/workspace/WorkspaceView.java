package org.stipend.orchestrator.workspace;

import java.time.Instant;
import java.util.UUID;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRole;
import org.stipend.orchestrator.payer.PayerView;

/**
 * A workspace as its members see it.
 *
 * @param role of who asks; who only watches over it sees it as a reader
 * @param burnPerHour everything of this workspace that costs now
 * @param running runtimes that run or are on their way there
 * @param version of name and description: whoever changes them says which they have seen
 */
record WorkspaceView(
    UUID id,
    String name,
    String description,
    WorkspaceRole role,
    PersonRef creator,
    PayerView payer,
    Money burnPerHour,
    int running,
    int disks,
    Instant createdAt,
    long version) {}
