package org.stipend.workers.local;

import java.util.List;

/** The small program ({@code front.py}) that demands the secret for a tool that cannot. */
final class Front {

  /** Where it reads the secret from; the tool behind it does not see it. */
  static final String SECRET = "STIPEND_SECRET";

  private Front() {}

  /** The words that come before the tool's own command. */
  static List<String> before(Wrapper wrapper) {
    return List.of(
        wrapper.python().toString(),
        "-I",
        wrapper.front().toString(),
        Recipe.PORT,
        Recipe.INNER_PORT);
  }
}
