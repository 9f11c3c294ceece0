package org.stipend.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;

class FirstAdminTest {

  @RegisterExtension
  static final TestConsole console = new TestConsole("--stipend.first-admin=known");

  @Test
  void somebodyWhoWasKnownBeforeTheSettingsNamedThemBecomesAdminToo() {
    console
        .database()
        .jdbc()
        .sql(
            """
            INSERT INTO person (id, issuer, subject, email, name, first_seen_at)
            VALUES (:id, :issuer, 'known', 'known@example.org', 'Known', :then)
            """)
        .param("id", UUID.randomUUID())
        .param("issuer", console.provider().issuer())
        .param("then", Timestamp.from(Instant.EPOCH))
        .update();

    assertThat(console.as("known").get("/api/me").json().path("roles").toString())
        .isEqualTo("[\"ADMIN\"]");
  }
}
