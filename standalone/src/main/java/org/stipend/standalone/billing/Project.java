package org.stipend.standalone.billing;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace's project is linked to.
 *
 * @param generation of the newest wish
 * @param askedAt when that was asked for first
 * @param account that it is linked to; null: the programme's own
 * @param looks how often the link was looked at
 */
record Project(long generation, Instant askedAt, @Nullable String account, int looks) {

  Project asked(long newer, Instant now) {
    return newer == generation ? this : new Project(newer, now, account, looks);
  }

  Project linked(@Nullable String to) {
    return Objects.equals(to, account) ? this : new Project(generation, askedAt, to, 0);
  }

  Project looked() {
    return new Project(generation, askedAt, account, looks + 1);
  }
}
