package org.stipend.orchestrator.notice;

import java.util.UUID;

/**
 * A mail that waits to be sent.
 *
 * @param id its row
 * @param address empty: the one it was written for is not verified any more
 * @param attempts this one included
 */
record Letter(UUID id, String address, int attempts, Told told) {}
