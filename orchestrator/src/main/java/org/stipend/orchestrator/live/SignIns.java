package org.stipend.orchestrator.live;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;

/** Whether somebody is still who they were when they signed in. */
@Component
final class SignIns {

  private final People people;
  private final JdbcClient jdbc;

  SignIns(People people, JdbcClient jdbc) {
    this.people = people;
    this.jdbc = jdbc;
  }

  /** The person with their roles of now; empty once the proof has ended or they were disabled. */
  Optional<Caller> check(UUID person, SignInProof proof, Instant now) {
    if (proof.until() != null && !proof.until().isAfter(now) || !sessionLives(proof, now)) {
      return Optional.empty();
    }
    return people.find(person).filter(found -> !found.disabled()).map(Person::asCaller);
  }

  private boolean sessionLives(SignInProof proof, Instant now) {
    return proof.session() == null
        || jdbc.sql(
                """
                SELECT EXISTS (SELECT FROM spring_session
                                WHERE session_id = :session AND expiry_time > :now)
                """)
            .param("session", proof.session())
            .param("now", now.toEpochMilli())
            .query(Boolean.class)
            .single();
  }
}
