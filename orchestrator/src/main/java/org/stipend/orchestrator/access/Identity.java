package org.stipend.orchestrator.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who the provider says somebody is.
 *
 * @param verifiedEmail the address if the provider has checked that it is theirs
 * @param roles claimed for a person never seen before; null when the provider does not say
 */
public record Identity(
    String issuer,
    String subject,
    @Nullable String name,
    @Nullable String email,
    @Nullable String verifiedEmail,
    @Nullable Set<Role> roles) {}
