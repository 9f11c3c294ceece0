package org.stipend.orchestrator.workspace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.WorkspaceRole;

/**
 * Somebody who works in a workspace.
 *
 * @param pays whether it is their credit that pays for everybody here
 * @param share what they spent of it, told to whose credit it is; null: to nobody else
 * @param cap how much of it they may spend, told likewise; null: all of it
 */
record MemberView(
    UUID id,
    String name,
    String email,
    WorkspaceRole role,
    Instant since,
    boolean pays,
    @Nullable Money share,
    @Nullable Money cap) {}
