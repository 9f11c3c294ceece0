package org.stipend.orchestrator;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.Statements.Statement;

/**
 * A table is written by one room; what other rooms read of it is agreed on here. A new reader or
 * writer fails, and so does a line that is no longer true.
 */
class TableOwnershipTest {

  /** {@code room: its tables}. The framework writes the sessions, for signin. */
  private static final String OWNERS =
      """
      access: person person_role
      audit: audit
      billing: account_holder account_request billing_account project_link
      catalog: price price_list provider
      books: charge_line credit_pool pool_crossing pool_mark quarantine tile
      command: command
      credit: credit_grant grant_revocation
      disk: disk disk_grace
      engine: outbox
      ledger: account journal posting
      notice: notice notice_opt_out
      payer: account_outage payer_binding payer_successor
      proxy: tool_code tool_session
      reconcile: drift reconcile_page reconcile_pass
      runtime: runtime runtime_step zone_attempt
      signin: spring_session spring_session_attributes
      usage: usage_part usage_run
      workspace: former_cap workspace workspace_member
      """;

  /** {@code room reads table}. */
  private static final String FOREIGN_READS =
      """
      access reads credit_pool
      access reads payer_binding
      access reads workspace
      access reads workspace_member
      admission reads disk
      admission reads workspace_member
      billing reads person
      billing reads workspace
      books reads account
      books reads account_outage
      books reads credit_grant
      books reads disk_grace
      books reads journal
      books reads payer_binding
      books reads payer_successor
      books reads posting
      books reads price
      books reads price_list
      books reads runtime
      books reads usage_part
      books reads usage_run
      credit reads account
      credit reads charge_line
      credit reads journal
      credit reads person
      credit reads posting
      credit reads runtime
      credit reads usage_run
      credit reads workspace
      disk reads person
      disk reads runtime
      disk reads workspace
      disk reads workspace_member
      live reads disk
      live reads runtime
      live reads workspace_member
      notice reads account_outage
      notice reads payer_binding
      notice reads payer_successor
      notice reads person
      notice reads person_role
      notice reads runtime
      notice reads workspace
      notice reads workspace_member
      payer reads credit_pool
      payer reads person
      payer reads workspace
      proxy reads person
      proxy reads person_role
      proxy reads runtime
      proxy reads spring_session
      reconcile reads disk
      reconcile reads runtime
      reconcile reads workspace
      report reads account
      report reads charge_line
      report reads credit_grant
      report reads journal
      report reads person
      report reads posting
      report reads usage_part
      report reads usage_run
      report reads workspace
      runtime reads disk
      runtime reads drift
      runtime reads outbox
      runtime reads person
      runtime reads workspace
      runtime reads workspace_member
      workspace reads disk
      workspace reads person
      workspace reads person_role
      workspace reads runtime
      workspace reads usage_run
      """;

  /** {@code room.Class}: sends a statement whose table this test cannot see. */
  private static final String HIDDEN =
      """
      ledger.SqlProof
      """;

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void everyTableHasARoom() {
    assertThat(owners().keySet()).isEqualTo(tables());
  }

  @Test
  void onlyItsRoomWritesATable() {
    assertThat(secondWriters(Statements.ofTheProduct())).isEmpty();
  }

  @Test
  void aRoomReadsOfOthersOnlyWhatIsListed() {
    assertThat(foreignReads(Statements.ofTheProduct())).isEqualTo(FOREIGN_READS);
  }

  @Test
  void everyRoomWritesWhatItOwns() {
    Map<String, String> owners = owners();
    Set<String> tables = tables();
    Set<String> written = new TreeSet<>(Set.of("spring_session_attributes")); // by the framework
    for (Statement statement : Statements.ofTheProduct()) {
      statement.writes(tables).stream()
          .filter(table -> statement.room().equals(owners.get(table)))
          .forEach(written::add);
    }
    assertThat(written).isEqualTo(tables);
  }

  @Test
  void statementsNameTheirTables() {
    assertThat(
            lines(
                Statements.ofTheProduct().stream()
                    .filter(Statement::hidesItsTable)
                    .map(statement -> statement.room() + "." + statement.type())
                    .collect(toCollection(TreeSet::new))))
        .isEqualTo(HIDDEN);
  }

  @Test
  void noticesWhoeverWritesOrReadsWhatBelongsToAnother() throws IOException {
    List<Statement> intruder = Statements.in(compiled(Intruder.class));

    assertThat(secondWriters(intruder))
        .isEqualTo(
            """
            orchestrator writes account
            orchestrator writes command
            orchestrator writes disk
            orchestrator writes posting
            """);
    assertThat(foreignReads(intruder))
        .isEqualTo(
            """
            orchestrator reads journal
            orchestrator reads person
            orchestrator reads price
            orchestrator reads runtime
            orchestrator reads usage_run
            orchestrator reads workspace
            """);
    assertThat(intruder.stream().filter(Statement::hidesItsTable)).hasSize(2);
  }

  /** Never run; its words are what is looked at. */
  static final class Intruder {

    private static final String PEOPLE =
        """
        SELECT p.name FROM person p
        """;

    List<String> statements(String table) {
      return List.of(
          "INSERT INTO posting (journal) SELECT id FROM journal",
          "UPDATE account SET balance_nanos = 0",
          "WITH gone AS (DELETE FROM command RETURNING 1) SELECT count(*) FROM gone",
          PEOPLE + " JOIN workspace w ON w.creator = p.id FOR UPDATE OF p",
          "SELECT 1 FROM usage_run u, price AS q, unnest(:ids) WHERE u.id = q.id FOR UPDATE",
          "UPDATE disk SET type = r.tool FROM runtime r WHERE r.disk = disk.id",
          "INSERT INTO gone (id) VALUES (1) ON CONFLICT DO UPDATE SET id = 2",
          "This is read from grant to grant, FROM outside.",
          "DELETE FROM " + table + " WHERE true",
          "SELECT 1 FROM ".concat(table));
    }
  }

  private static String secondWriters(List<Statement> statements) {
    return foreign(statements, " writes ", Statement::writes);
  }

  private static String foreignReads(List<Statement> statements) {
    return foreign(statements, " reads ", Statement::reads);
  }

  private static String foreign(
      List<Statement> statements,
      String verb,
      BiFunction<Statement, Set<String>, Set<String>> touched) {
    Map<String, String> owners = owners();
    Set<String> tables = tables();
    Set<String> found = new TreeSet<>();
    for (Statement statement : statements) {
      touched.apply(statement, tables).stream()
          .filter(table -> !statement.room().equals(owners.get(table)))
          .forEach(table -> found.add(statement.room() + verb + table));
    }
    return lines(found);
  }

  private static String lines(Set<String> found) {
    return found.isEmpty() ? "" : String.join("\n", found) + "\n";
  }

  private static Map<String, String> owners() {
    Map<String, String> owners = new TreeMap<>();
    OWNERS
        .lines()
        .map(line -> line.split(": *"))
        .forEach(line -> {
          for (String table : line[1].split(" ")) {
            assertThat(owners.put(table, line[0])).as(table).isNull();
          }
        });
    return owners;
  }

  private static Set<String> tables() {
    return new TreeSet<>(
        database
            .jdbc()
            .sql(
                """
                SELECT table_name FROM information_schema.tables
                 WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
                """)
            .query(String.class)
            .list());
  }

  private static byte[] compiled(Class<?> type) throws IOException {
    try (InputStream bytes =
        type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
      return bytes.readAllBytes();
    }
  }
}
