package org.stipend.orchestrator.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** What moved on somebody's accounts: their grants, and what the platform paid in their stead. */
@Component
final class Statements {

  private final JdbcClient jdbc;

  Statements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Newest first. */
  Page<PostingView> of(UUID person, Paging paging) {
    Long journal = paging.cursor().map(seen -> seen.number(0)).orElse(null);
    Long line = paging.cursor().map(seen -> seen.number(1)).orElse(null);
    return Page.of(
        jdbc.sql(
                """
                SELECT p.journal, p.line, p.amount_nanos, a.name AS account, a.kind AS account_kind,
                       j.kind, j.booked_at, j.usage_from, j.usage_to, j.cause,
                       l.resource_kind, l.resource, l.sku_key, w.id AS workspace, w.name AS workspace_name,
                       w.deleted_at IS NOT NULL AS workspace_deleted,
                       (SELECT x.description FROM price x WHERE x.id = l.price) AS sku_description,
                       g.reason
                  FROM posting p
                  JOIN account a ON a.id = p.account
                  JOIN journal j ON j.id = p.journal
                  LEFT JOIN charge_line l ON l.id = p.charge_line
                  LEFT JOIN workspace w ON w.id = l.workspace
                  LEFT JOIN credit_grant g ON a.kind = 'CREDIT' AND 'credit:' || g.id = a.name
                 WHERE a.researcher = :person
                   AND (CAST(:journal AS bigint) IS NULL
                        OR (p.journal, p.line) < (CAST(:journal AS bigint), CAST(:line AS bigint)))
                 ORDER BY p.journal DESC, p.line DESC
                 LIMIT :rows
                """)
            .param("person", person)
            .param("journal", journal)
            .param("line", line)
            .param("rows", paging.rows())
            .query(Statements::view)
            .list(),
        paging,
        last -> Cursor.of((Object[]) last.id().split("-", -1)));
  }

  private static PostingView view(ResultSet row, int n) throws SQLException {
    String sku = row.getString("sku_key");
    UUID workspace = row.getObject("workspace", UUID.class);
    Transaction.Kind kind = Transaction.Kind.valueOf(row.getString("kind"));
    return new PostingView(
        "%d-%d".formatted(row.getLong("journal"), row.getInt("line")),
        Long.toString(row.getLong("journal")),
        kind,
        row.getString("account"),
        accountName(Account.Kind.valueOf(row.getString("account_kind")), row.getString("reason")),
        Money.ofNanos(row.getLong("amount_nanos")),
        row.getTimestamp("booked_at").toInstant(),
        instant(row, "usage_from"),
        instant(row, "usage_to"),
        sku == null
            ? null
            : new PostingView.ResourceRef(
                PostingView.ResourceRef.Kind.valueOf(row.getString("resource_kind")),
                row.getObject("resource", UUID.class)),
        sku,
        description(
            kind,
            row.getString("sku_description"),
            kind == Transaction.Kind.REVOKE ? row.getString("cause") : row.getString("reason")),
        workspace == null
            ? null
            : new WorkspaceRef(
                workspace, row.getString("workspace_name"), row.getBoolean("workspace_deleted")));
  }

  private static String accountName(Account.Kind kind, @Nullable String reason) {
    return switch (kind) {
      case CREDIT -> "Credit: " + (reason == null ? "grant" : reason);
      case OVERRUN -> "Platform: use after the credit ended";
      case GRACE -> "Platform: disks kept after the credit ended";
      case FAILED_LAUNCH -> "Platform: launches that failed";
      case FUNDING, PAYER, CONSUMED, ORPHAN, BREAKAGE, WRITE_OFF, ADJUSTMENT, VARIANCE ->
          kind.name();
    };
  }

  private static String description(
      Transaction.Kind kind, @Nullable String sku, @Nullable String reason) {
    String what = sku != null ? sku : reason != null ? reason : "";
    return switch (kind) {
      case GRANT -> "Granted: " + what;
      case REVOKE -> "Taken back: " + what;
      case EXPIRE -> "Expired: " + what;
      case USAGE -> what;
      case REVERSAL -> "Reversed: " + what;
      case RESTATE -> "Corrected: " + what;
      case PAYER_TRANSFER -> "Paid by another: " + what;
      case ADJUSTMENT -> "Adjusted: " + what;
      case WRITE_OFF -> "Written off: " + what;
    };
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
