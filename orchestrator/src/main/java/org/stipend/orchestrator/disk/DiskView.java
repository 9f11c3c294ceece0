package org.stipend.orchestrator.disk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.payer.PayerView;

/**
 * A disk as people see it.
 *
 * @param zone where it is or is to be; null where its place has none
 * @param kept up to when, if not for good; null: as long as nobody deletes it
 */
record DiskView(
    UUID id,
    WorkspaceRef workspace,
    PersonRef owner,
    String type,
    long sizeGib,
    @Nullable String zone,
    State state,
    @Nullable Attached attachedTo,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    Money perDay,
    Money perMonth,
    PayerView payer,
    @Nullable KeptUntil kept,
    List<Action> allowed) {

  record Attached(UUID id, Tool tool, String state) {}

  enum State {
    /** Its runtime was stopped, or failed, before the cloud had it: the next start makes it. */
    NOT_MADE,
    CREATING,
    READY,
    DELETING,
    DELETED
  }

  enum Action {
    DELETE,
    LAUNCH
  }
}
