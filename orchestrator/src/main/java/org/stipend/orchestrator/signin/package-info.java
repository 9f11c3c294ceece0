/**
 * How somebody gets in: signing in, the session or token they come with, the endpoints open to
 * them.
 */
@NullMarked
package org.stipend.orchestrator.signin;

import org.jspecify.annotations.NullMarked;
