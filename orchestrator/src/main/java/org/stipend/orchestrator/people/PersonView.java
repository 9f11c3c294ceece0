package org.stipend.orchestrator.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.credit.CreditSummaries.CreditSummary;

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
    @Nullable CreditSummary credit) {}
