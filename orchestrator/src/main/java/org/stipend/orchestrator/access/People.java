package org.stipend.orchestrator.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people who have signed in. One row per issuer and subject, however many requests come first.
 */
@Component
public final class People {

  private static final String PERSON =
      """
      SELECT p.id, p.name, p.email, p.verified_email, p.disabled_at IS NOT NULL AS disabled,
             ARRAY(SELECT r.role FROM person_role r WHERE r.person = p.id ORDER BY r.role) AS roles
        FROM person p
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Roles roles;

  People(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock, Roles roles) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.roles = roles;
  }

  public Optional<Person> find(UUID id) {
    return jdbc.sql(PERSON + " WHERE p.id = :id").param("id", id).query(People::person).optional();
  }

  /** The person behind an identity; a row is made at first sight. */
  public Person seen(Identity identity) {
    return known(identity)
        .map(person -> renamed(person, identity))
        .map(person -> firstAdmin(person, identity))
        .orElseGet(() -> transactions.execute(status -> firstSeen(identity)));
  }

  private Optional<Person> known(Identity identity) {
    return jdbc.sql(PERSON + " WHERE p.issuer = :issuer AND p.subject = :subject")
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query(People::person)
        .optional();
  }

  private Person firstSeen(Identity identity) {
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    String name =
        Stream.of(identity.name(), identity.email(), identity.subject())
            .filter(text -> text != null)
            .findFirst()
            .orElseThrow();
    int inserted =
        jdbc.sql(
                """
                INSERT INTO person (id, issuer, subject, email, verified_email, name, first_seen_at)
                VALUES (:id, :issuer, :subject, :email, :verified, :name, :now)
                ON CONFLICT (issuer, subject) DO NOTHING
                """)
            .param("id", id)
            .param("issuer", identity.issuer())
            .param("subject", identity.subject())
            .param("email", identity.email() == null ? "" : identity.email())
            .param("verified", verified(null, identity))
            .param("name", name)
            .param("now", Timestamp.from(now))
            .update();
    if (inserted == 1) { // else another request of theirs was faster, and has committed
      roles.seed(id, name, identity, now);
    }
    return known(identity).orElseThrow();
  }

  private Person firstAdmin(Person person, Identity identity) {
    boolean named = !person.roles().contains(Role.ADMIN) && roles.isFirstAdmin(identity);
    if (!named) {
      return person;
    }
    transactions.executeWithoutResult(status -> roles.makeFirstAdmin(person.id(), clock.instant()));
    return known(identity).orElseThrow();
  }

  /** Access tokens often say less than ID tokens: only what is said replaces what is known. */
  private Person renamed(Person person, Identity identity) {
    String name = identity.name() == null ? person.name() : identity.name();
    String email = identity.email() == null ? person.email() : identity.email();
    String verified = verified(person.verifiedEmail(), identity);
    if (name.equals(person.name())
        && email.equals(person.email())
        && Objects.equals(verified, person.verifiedEmail())) {
      return person;
    }
    jdbc.sql(
            """
            UPDATE person SET name = :name, email = :email, verified_email = :verified
             WHERE id = :id
            """)
        .param("name", name)
        .param("email", email)
        .param("verified", verified)
        .param("id", person.id())
        .update();
    return new Person(person.id(), name, email, verified, person.disabled(), person.roles());
  }

  /** Another address than the one that was checked is nobody's until it is checked, too. */
  private static @Nullable String verified(@Nullable String known, Identity identity) {
    if (identity.verifiedEmail() != null) {
      return identity.verifiedEmail().toLowerCase(Locale.ROOT);
    }
    return identity.email() == null || identity.email().equalsIgnoreCase(known) ? known : null;
  }

  static Person person(ResultSet row, int number) throws SQLException {
    Set<Role> roles =
        Stream.of((String[]) row.getArray("roles").getArray())
            .map(Role::valueOf)
            .collect(toUnmodifiableSet());
    return new Person(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("email"),
        row.getString("verified_email"),
        row.getBoolean("disabled"),
        roles);
  }
}
