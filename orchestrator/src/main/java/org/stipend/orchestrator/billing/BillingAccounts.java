package org.stipend.orchestrator.billing;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.payer.PayerTable;

/**
 * The accounts that people have registered. Anybody may register any: it is of use only to those
 * whom the account itself names. All methods run inside the caller's database transaction.
 */
@Component
final class BillingAccounts {

  private static final String AS_SEEN_BY =
      """
      SELECT a.account, h.named, a.unavailable_since,
             CASE WHEN h.named IS NOT NULL THEN a.checked_at END AS checked_at,
             CASE WHEN h.named THEN a.name END AS name,
             CASE WHEN h.named THEN a.currency END AS currency,
             CASE WHEN h.named THEN a.state
                  WHEN NOT h.named OR a.unavailable_since IS NOT NULL THEN 'UNKNOWN'
                  ELSE 'CHECKING' END AS state
        FROM account_holder h JOIN billing_account a ON a.id = h.account
       WHERE h.person = :person
      """;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final PayerTable payers;
  private final ObjectProvider<Successors> successors;

  BillingAccounts(
      JdbcClient jdbc, Outbox outbox, PayerTable payers, ObjectProvider<Successors> successors) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.payers = payers;
    this.successors = successors;
  }

  static UUID idOf(BillingAccountId account) {
    return UUID.nameUUIDFromBytes(account.value().getBytes(StandardCharsets.UTF_8));
  }

  /** Empty where this person has not registered it. */
  public Optional<BillingAccountRow> find(UUID person, BillingAccountId account) {
    return jdbc.sql(AS_SEEN_BY + " AND a.id = :id")
        .param("person", person)
        .param("id", idOf(account))
        .query(BillingAccounts::row)
        .optional();
  }

  /** In the order they were registered in. */
  List<BillingAccountRow> of(UUID person) {
    return jdbc.sql(AS_SEEN_BY + " ORDER BY h.since, a.id")
        .param("person", person)
        .query(BillingAccounts::row)
        .list();
  }

  /** Registers it to a person and has it looked at; the same again has it looked at again. */
  void register(UUID person, BillingAccountId account, Instant now) {
    jdbc.sql(
            """
            INSERT INTO billing_account (id, account, state) VALUES (:id, :account, 'CHECKING')
            ON CONFLICT DO NOTHING
            """)
        .param("id", idOf(account))
        .param("account", account.value())
        .update();
    jdbc.sql(
            """
            INSERT INTO account_holder (account, person, since) VALUES (:id, :person, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("id", idOf(account))
        .param("person", person)
        .param("now", Timestamp.from(now))
        .update();
    check(account);
  }

  void forget(UUID person, BillingAccountId account) {
    jdbc.sql("DELETE FROM account_holder WHERE account = :id AND person = :person")
        .param("id", idOf(account))
        .param("person", person)
        .update();
  }

  /**
   * Has it looked at now, and every hour from then on while a workspace is on it or has it next.
   * Whoever makes it the next payer of a workspace calls this after saying so.
   */
  public void check(BillingAccountId account) {
    jdbc.sql(
            """
            UPDATE billing_account SET watched = true, version = version + 1 WHERE id = :id
            RETURNING version
            """)
        .param("id", idOf(account))
        .query(Long.class)
        .optional()
        .ifPresent(version -> outbox.poke(AccountEntity.KIND, idOf(account), version));
  }

  boolean wasChosenBy(UUID person, BillingAccountId account) {
    return payers.choosersOf(account).contains(person);
  }

  /** Workspaces count on it, and it names nobody any more who chose it for them. */
  boolean isNobodys(BillingAccountId account) {
    Set<UUID> choosers = payers.choosersOf(account);
    return !choosers.isEmpty()
        && jdbc.sql(
                """
                SELECT NOT EXISTS (SELECT 1 FROM account_holder
                                    WHERE account = :id AND named AND person IN (:choosers))
                """)
            .param("id", idOf(account))
            .param("choosers", choosers)
            .query(Boolean.class)
            .single();
  }

  boolean isUsed(BillingAccountId account) {
    return isLinked(account) || isNext(account);
  }

  /** Or on the way there. */
  boolean isLinked(BillingAccountId account) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM project_link l JOIN workspace w ON w.id = l.workspace
                            WHERE l.account = :id AND w.deleted_at IS NULL)
            """)
        .param("id", idOf(account))
        .query(Boolean.class)
        .single();
  }

  boolean isNext(BillingAccountId account) {
    return successors.stream().anyMatch(one -> one.isNext(account));
  }

  /** The earliest end of a credit at which it is to take over; empty: none is in sight. */
  Optional<Instant> takesOverAt(BillingAccountId account, Instant now) {
    return successors.stream()
        .flatMap(one -> one.takesOverAt(account, now).stream())
        .min(Instant::compareTo);
  }

  private static BillingAccountRow row(ResultSet rs, int number) throws SQLException {
    return new BillingAccountRow(
        new BillingAccountId(rs.getString("account")),
        rs.getBoolean("named"),
        rs.getString("name"),
        rs.getString("currency"),
        BillingAccountRow.State.valueOf(rs.getString("state")),
        instant(rs, "checked_at"),
        instant(rs, "unavailable_since"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
