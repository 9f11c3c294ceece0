package org.stipend.orchestrator.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a stream was opened with, and must not outlive.
 *
 * @param session the browser's session in the console
 * @param until when its bearer token ends
 */
record SignInProof(@Nullable String session, @Nullable Instant until) {}
