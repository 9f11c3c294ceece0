package org.stipend.orchestrator.admission;

/** A disk that does not exist yet. */
public record NewDisk(String type, long gib) {}
