package org.stipend.cloud.disk;

import java.util.UUID;
import org.stipend.cloud.Fence;

/**
 * Ask for a disk to be in another zone. No machine has it meanwhile.
 *
 * @param fence a higher generation than every call for this disk before
 * @param from where it is, or was before a call that this one repeats
 * @param to the same disk where it is to be
 * @param type the cloud's name, for example {@code pd-balanced}
 * @param sizeGib provisioned size in GiB (2^30 bytes)
 */
public record MoveDisk(
    Fence fence,
    DiskName from,
    DiskName to,
    UUID disk,
    UUID workspace,
    String type,
    long sizeGib) {}
