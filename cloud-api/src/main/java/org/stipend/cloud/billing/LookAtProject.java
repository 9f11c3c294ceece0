package org.stipend.cloud.billing;

import java.util.UUID;

/**
 * @param workspace whose project it is
 */
public record LookAtProject(UUID workspace) {}
