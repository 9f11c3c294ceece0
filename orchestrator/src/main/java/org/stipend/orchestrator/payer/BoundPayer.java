package org.stipend.orchestrator.payer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.access.PersonRef;

/**
 * For how long a workspace was bound to a payer, in words.
 *
 * @param account null: the credit of its creator
 * @param by who bound it
 * @param until null: it is so still
 */
public record BoundPayer(
    PayerView payer,
    @Nullable String account,
    PersonRef by,
    Instant since,
    @Nullable Instant until) {}
