package org.stipend.cloud;

import java.util.UUID;

/**
 * Who asks, and for which wish. Every call that changes something carries one; a repeat with the
 * same fence is the same call.
 *
 * @param id the runtime or disk the call is about
 * @param generation the number of the wish (it only grows)
 * @param attempt counts deliberate new tries of one wish, from 1; retries of a call keep it
 */
public record Fence(UUID id, long generation, int attempt) {}
