package org.stipend.orchestrator.runtime.workflow;

import org.stipend.cloud.disk.DiskCreated;

public record DiskReport(Wish wish, DiskCreated created) {}
