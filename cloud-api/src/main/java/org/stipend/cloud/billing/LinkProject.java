package org.stipend.cloud.billing;

import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;

/**
 * @param fence of the workspace whose project it is
 * @param account null: the programme's own
 */
public record LinkProject(Fence fence, @Nullable String account) {}
