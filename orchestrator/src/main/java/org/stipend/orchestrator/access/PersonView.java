package org.stipend.orchestrator.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as those see them who look after people.
 *
 * @param credit null for who never had any
 */
record PersonView(
    UUID id,
    String name,
    String email,
    List<Role> roles,
    Instant firstSeenAt,
    CreditOfPeople.@Nullable CreditSummary credit) {}
