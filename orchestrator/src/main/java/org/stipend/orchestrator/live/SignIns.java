package org.stipend.orchestrator.live;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;
import org.stipend.orchestrator.signin.Sessions;

/** Whether somebody is still who they were when they signed in. */
@Component
final class SignIns {

  private final People people;
  private final Sessions sessions;

  SignIns(People people, Sessions sessions) {
    this.people = people;
    this.sessions = sessions;
  }

  /** The person with their roles of now; empty once the proof has ended or they were disabled. */
  Optional<Caller> check(UUID person, SignInProof proof, Instant now) {
    if (proof.until() != null && !proof.until().isAfter(now) || !sessionLives(proof, now)) {
      return Optional.empty();
    }
    return people.find(person).filter(found -> !found.disabled()).map(Person::asCaller);
  }

  private boolean sessionLives(SignInProof proof, Instant now) {
    return proof.session() == null || sessions.lives(proof.session(), now);
  }
}
