package org.stipend.orchestrator.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Problem;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command is one database transaction. With an {@code Idempotency-Key} its answer is stored in
 * the same transaction, and a repeat by the same person gets that answer and changes nothing.
 */
@Component
public final class Commands {

  private static final int LONGEST_KEY = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final JsonMapper json;
  private final ObjectReader anyVersion;

  Commands(
      JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock, JsonMapper json) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.json = json;
    // an answer may be older than a field of it
    this.anyVersion = json.reader().without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }

  /**
   * Runs {@code work} in one database transaction, at most once per caller, kind and key. A refusal
   * ({@link Problem}) rolls everything back, the key included, so that it may be tried again.
   *
   * @param kind what is asked, with its object: {@code launch/5f0c...}
   * @param key from the request, or null: then nothing is remembered
   * @param request its content; the same key with another content is refused
   */
  public <T> T once(
      Caller caller,
      String kind,
      @Nullable String key,
      Object request,
      Class<T> type,
      Supplier<T> work) {
    if (key == null) {
      return transactions.execute(status -> work.get());
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw Problem.invalid(
          "The Idempotency-Key must have 1 to %d characters.".formatted(LONGEST_KEY),
          "Send a shorter key, for example a UUID.");
    }
    String hash = hash(json.writeValueAsString(request));
    return transactions.execute(status -> {
      Stored stored = claim(caller, kind, key, hash);
      if (stored == null) {
        T answer = work.get();
        remember(caller, kind, key, json.writeValueAsString(answer));
        return answer;
      }
      if (!stored.requestHash().equals(hash)) {
        throw Problem.conflict(
            "IDEMPOTENCY_KEY_REUSED",
            "This Idempotency-Key was used before with another request.",
            "Use a new key for a new request.");
      }
      return anyVersion.forType(type).readValue(stored.answer());
    });
  }

  /** Null when the key is ours now; a concurrent holder of the key is waited for. */
  private @Nullable Stored claim(Caller caller, String kind, String key, String hash) {
    int inserted =
        jdbc.sql(
                """
                INSERT INTO command (person, kind, idempotency_key, request_hash, created_at)
                VALUES (:person, :kind, :key, :hash, :now)
                ON CONFLICT DO NOTHING
                """)
            .param("person", caller.id())
            .param("kind", kind)
            .param("key", key)
            .param("hash", hash)
            .param("now", java.sql.Timestamp.from(clock.instant()))
            .update();
    if (inserted == 1) {
      return null;
    }
    return jdbc.sql(
            """
            SELECT request_hash, answer FROM command
             WHERE person = :person AND kind = :kind AND idempotency_key = :key
            """)
        .param("person", caller.id())
        .param("kind", kind)
        .param("key", key)
        .query(Stored.class)
        .single();
  }

  private void remember(Caller caller, String kind, String key, String answer) {
    jdbc.sql(
            """
            UPDATE command SET answer = :answer
             WHERE person = :person AND kind = :kind AND idempotency_key = :key
            """)
        .param("answer", answer)
        .param("person", caller.id())
        .param("kind", kind)
        .param("key", key)
        .update();
  }

  private static String hash(String request) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(request.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Stored(String requestHash, String answer) {}
}
