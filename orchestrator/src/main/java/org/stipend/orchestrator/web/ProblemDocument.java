package org.stipend.orchestrator.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How every error of the API looks (RFC 9457, {@code application/problem+json}). Some codes carry
 * further members.
 *
 * @param detail what happened, in words for people
 * @param code stable, for programs
 * @param nextStep what to do now, in words for people
 * @param supportId also in the log
 * @param fields for {@code INVALID_REQUEST}: which fields, and what is wrong with each
 */
record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String nextStep,
    String supportId,
    @Nullable List<FieldProblem> fields) {}
