package org.stipend.orchestrator.web;

/** What is wrong with one field of a request; the member {@code fields} of a problem. */
record FieldProblem(String field, String message) {}
