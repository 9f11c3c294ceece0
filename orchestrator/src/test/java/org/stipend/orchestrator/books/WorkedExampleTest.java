package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;

/** The README of this room shows a dollar in its tables, row by row. This runs it. */
final class WorkedExampleTest {

  private static final Path README =
      Path.of("src/main/java/org/stipend/orchestrator/books/README.md");

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final MoneyWorld world = new MoneyWorld(database);
  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private final StringBuilder journals = new StringBuilder();
  private ResearcherId ada;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theReadmeShowsWhatTheTablesHold() throws IOException {
    String readme = Files.readString(README);
    ada = world.aResearcher();
    WorkspaceId workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    assertThat(readme).contains(facts()).contains(newJournals());

    settleAt(3_900);
    assertThat(readme).contains(newJournals());

    world.fire(ada, t(6_379));
    assertThat(newJournals()).as("a stop order books nothing").isEmpty();
    world.fire(ada, t(6_499));
    assertThat(readme).contains(newJournals()).contains(tiles());

    settleAt(7_500);
    assertThat(readme).contains(newJournals());

    world.clock.moveTo(t(7_600));
    world.machineStopped(runtime, t(6_440));
    assertThat(readme)
        .contains(newJournals())
        .contains(tiles())
        .contains(lines())
        .contains(marks());

    world.fire(ada, t(8_813));
    assertThat(readme).contains(newJournals()).contains(marks());
    assertThat(Balances.left(world, ada)).isEqualTo(1_017);
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private void settleAt(long seconds) {
    world.clock.moveTo(t(seconds));
    world.get(Settlements.class).settleDue(t(seconds), 1);
  }

  private String facts() {
    return rows(
        """
        SELECT format('%-11s %-7s %-18s from %s', p.sku_key, lower(r.resource_kind), r.type,
                      extract(epoch FROM r.started_at - :t0)::int) || E'\\n'
          FROM usage_run r JOIN usage_part p ON p.run = r.id ORDER BY p.sku_key
        """);
  }

  private String tiles() {
    return rows(
        """
        SELECT format('%-11s %-7s %4s-%s', p.sku_key,
                      CASE payer_kind WHEN 'CREDIT' THEN 'credit' ELSE lower(payer) END,
                      extract(epoch FROM start_at - :t0)::int, extract(epoch FROM end_at - :t0)::int) || E'\\n'
          FROM tile t JOIN usage_part p ON p.use_id = t.use_id ORDER BY p.sku_key, start_at
        """);
  }

  private String lines() {
    return rows(
        """
        SELECT format('%-11s %10s %11s', sku_key, trim(to_char(cum_quantity, '999,999,999')),
                      trim(to_char(posted_nanos, '999,999,999'))) || E'\\n'
          FROM charge_line ORDER BY sku_key
        """);
  }

  private String marks() {
    return rows(
        """
        SELECT format('%4s %s', extract(epoch FROM settled_to - :t0)::int, status) || E'\\n'
          FROM pool_mark ORDER BY settled_to
        """);
  }

  /** What was booked since the last look. */
  private String newJournals() {
    String all =
        rows(
            """
            SELECT format('%2s %-14s %-11s %9s  %s', row_number() OVER (ORDER BY j.id), j.kind, l.sku_key,
                          CASE WHEN l.id IS NOT NULL THEN
                            extract(epoch FROM usage_from - :t0)::int || '-' || extract(epoch FROM usage_to - :t0)::int
                          END,
                          p.sides) || E'\\n'
              FROM journal j LEFT JOIN charge_line l ON l.id = j.charge_line
             CROSS JOIN LATERAL (
               SELECT string_agg(format('%-12s %14s',
                        regexp_replace(a.name, '^(platform:)?(credit|overrun|grace):.*', '\\2'),
                        trim(to_char(amount_nanos, 'S999,999,999,999'))), '  ' ORDER BY a.kind = 'CONSUMED', a.name) AS sides
                 FROM posting p JOIN account a ON a.id = p.account WHERE p.journal = j.id) p
             ORDER BY j.id
            """);
    String fresh = all.substring(journals.length());
    journals.append(fresh);
    return fresh;
  }

  private String rows(String sql) {
    StatementSpec statement = world.jdbc().sql(sql);
    if (sql.contains(":t0")) {
      statement = statement.param("t0", Timestamp.from(T0));
    }
    return String.join("", statement.query(String.class).list());
  }
}
