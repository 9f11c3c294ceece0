package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.UUID;
import org.stipend.orchestrator.access.PersonRef;

/** Somebody without a billing account asks for help with one. */
record AccountRequestView(
    UUID id,
    PersonRef person,
    String email,
    Instant askedAt,
    String name,
    String institution,
    boolean nihFunded,
    String phone) {}
