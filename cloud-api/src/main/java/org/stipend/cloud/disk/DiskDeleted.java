package org.stipend.cloud.disk;

import java.time.Instant;

public record DiskDeleted(DiskName name, Instant deletedAt) {}
