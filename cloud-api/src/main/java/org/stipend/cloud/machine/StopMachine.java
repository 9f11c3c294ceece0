package org.stipend.cloud.machine;

import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DiskName;

/**
 * @param home the disk that its machine works with; null in what was asked before it was said
 */
public record StopMachine(Fence fence, MachineName name, @Nullable DiskName home) {}
