package org.stipend.orchestrator.notice;

/**
 * A notice in words: what happened, what it means, what can be done.
 *
 * @param link the page of what it is about
 */
record Message(String title, String text, String link) {}
