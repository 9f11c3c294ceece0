package org.stipend.cloud.billing;

import org.jspecify.annotations.Nullable;

/**
 * @param account that the project is linked to; null: the programme's own
 * @param enabled the account is charged for what the project uses
 */
public record ProjectState(@Nullable String account, boolean enabled) {}
