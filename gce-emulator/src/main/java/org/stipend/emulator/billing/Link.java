package org.stipend.emulator.billing;

import java.time.Instant;

/**
 * What pays for a project.
 *
 * @param account empty: nothing
 * @param confirmed from when on billing may be on
 */
record Link(String account, Instant confirmed) {}
