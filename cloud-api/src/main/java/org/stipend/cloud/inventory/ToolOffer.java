package org.stipend.cloud.inventory;

import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;

/**
 * @param version null where it is not known
 * @param missing null where the tool can be started, else in words what to install
 */
public record ToolOffer(Tool tool, @Nullable String version, @Nullable String missing) {}
