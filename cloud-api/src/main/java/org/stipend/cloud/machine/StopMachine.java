package org.stipend.cloud.machine;

import org.stipend.cloud.Fence;

public record StopMachine(Fence fence, MachineName name) {}
