package org.stipend.orchestrator.billing.workflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param pending it is on its way
 * @param account null: the programme's own
 * @param checked the account was found to be able to pay
 * @param linked the cloud has taken the link
 */
public record LinkSnapshot(
    UUID workspace,
    long generation,
    boolean pending,
    @Nullable String account,
    boolean checked,
    boolean linked,
    String taskQueue) {}
