package org.stipend.orchestrator.funding;

/** A disk that does not exist yet. */
public record NewDisk(String type, long gib) {}
