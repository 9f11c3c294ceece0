package org.stipend.orchestrator.runtime.workflow;

/**
 * @param code a {@code FailureType}, or {@code TIMED_OUT} or {@code CLOUD_FAILED}
 * @param cause as the worker told it
 */
public record Failure(Wish wish, String code, String cause) {}
