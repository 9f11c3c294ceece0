package org.stipend.cloud.machine;

import org.stipend.cloud.Fence;

public record DeleteMachine(Fence fence, MachineName name) {}
