package org.stipend.orchestrator.notice;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * What somebody was told, with the names things have now.
 *
 * @param pool whose credit it is about
 * @param workspace where it leads
 */
record Told(
    NoticeKind kind,
    UUID person,
    Map<String, String> facts,
    @Nullable UUID pool,
    @Nullable String poolName,
    @Nullable UUID workspace,
    @Nullable String workspaceName,
    Instant createdAt) {

  String fact(String name) {
    return Objects.requireNonNull(facts.get(name), () -> "%s without %s".formatted(kind, name));
  }

  Money amount(String name) {
    return Money.parse(fact(name));
  }

  Instant instant(String name) {
    return Instant.parse(fact(name));
  }

  int number(String name) {
    return Integer.parseInt(fact(name));
  }

  /** It is about their own credit. */
  boolean isTheirCredit() {
    return person.equals(pool);
  }

  /** It happened to themselves, not to somebody whose work they answer for. */
  boolean isOfThemselves() {
    return person.toString().equals(facts.get("person"));
  }
}
