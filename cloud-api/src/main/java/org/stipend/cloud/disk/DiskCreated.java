package org.stipend.cloud.disk;

import java.time.Instant;

public record DiskCreated(DiskName name, Instant createdAt) {}
