package org.stipend.cloud.disk;

import java.util.UUID;
import org.stipend.cloud.Fence;

/**
 * @param type the cloud's name, for example {@code pd-balanced}
 * @param sizeGib provisioned size in GiB (2^30 bytes)
 */
public record CreateDisk(
    Fence fence, DiskName name, UUID disk, UUID workspace, String type, long sizeGib) {}
