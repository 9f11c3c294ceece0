package org.stipend.cloud.disk;

import org.stipend.cloud.Fence;

public record DeleteDisk(Fence fence, DiskName name) {}
