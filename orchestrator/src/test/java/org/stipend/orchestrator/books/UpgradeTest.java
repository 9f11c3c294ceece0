package org.stipend.orchestrator.books;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/**
 * Books that the version before made of the stories of eleven people are taken over as they are.
 */
final class UpgradeTest {

  /** When the version before was stopped. */
  private static final Instant STOPPED = Instant.parse("2026-05-02T10:20:00Z");

  private static final Pattern NAMED = Pattern.compile("(?m)^-- <(\\w+)> ([0-9a-f-]{36})$");
  private static final Pattern NAME = Pattern.compile("<(\\w+)>");

  private final TestDatabase database = new TestDatabase();
  private final Map<String, String> names = new TreeMap<>();
  private Map<String, Long> before;
  private List<String> journals;
  private MoneyWorld world;

  @BeforeEach
  void takesOverTheDataOfTheVersionBefore() {
    database.openAsOf("9");
    database.asOwner().sql(rows("v009.sql")).update();
    database.asOwner().sql(rows("v009-killed.sql")).update();
    before = balances();
    journals = journals();
    database.migrate();
    world = new MoneyWorld(database);
    world.clock.moveTo(STOPPED);
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }

  private String rows(String file) {
    try (InputStream in = getClass().getResourceAsStream("/upgrade/" + file)) {
      String text = new String(in.readAllBytes(), UTF_8);
      NAMED.matcher(text).results().forEach(name -> names.put(name.group(1), name.group(2)));
      return NAME.matcher(text).replaceAll(name -> names.get(name.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Long> balances() {
    return balances("true");
  }

  /** Of everybody whose credit was not taken back before it was known to be spent. */
  private Map<String, Long> untouched() {
    return balances("j.researcher <> '%s'".formatted(id("kim")));
  }

  private Map<String, Long> balances(String which) {
    Map<String, Long> balances = new TreeMap<>();
    database
        .jdbc()
        .sql(
            """
            SELECT a.name, sum(p.amount_nanos)::bigint AS nanos
              FROM posting p JOIN journal j ON j.id = p.journal JOIN account a ON a.id = p.account
             WHERE %s GROUP BY a.name
            """
                .formatted(which))
        .query(row -> {
          balances.put(row.getString("name"), row.getLong("nanos"));
        });
    return balances;
  }

  private List<String> journals() {
    return texts("SELECT (to_jsonb(j) - 'period')::text FROM journal j ORDER BY id");
  }

  private List<String> texts(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private void expectProof() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  private void lookAfterAllPools(Instant now) {
    world.clock.moveTo(now);
    world.get(Deadlines.class).sweep(now, Duration.ZERO);
    world.get(Settlements.class).settleDue(now, 100);
  }

  private ResearcherId person(String name) {
    return new ResearcherId(id(name));
  }

  private UUID id(String name) {
    return UUID.fromString(names.get(name));
  }

  private UUID resource(String workspace, String kind) {
    return database
        .jdbc()
        .sql(
            """
            SELECT resource FROM usage_run
             WHERE workspace = :workspace AND resource_kind = :kind ORDER BY started_at DESC LIMIT 1
            """)
        .param("workspace", id(workspace))
        .param("kind", kind)
        .query(UUID.class)
        .single();
  }

  private RuntimeId machineOf(String workspace) {
    return new RuntimeId(resource(workspace, "MACHINE"));
  }

  @Test
  void migratingMovesNoNano() {
    assertThat(before).hasSizeGreaterThan(30);
    assertThat(balances()).isEqualTo(before);
    assertThat(journals()).isEqualTo(journals);
    expectProof();
  }

  @Test
  void journalsBelongToTheMonthOfTheirUse() {
    assertThat(
            texts(
                """
                SELECT id::text FROM journal
                 WHERE period <> date_trunc('month', usage_from AT TIME ZONE 'UTC')::date
                """))
        .isEmpty();
    assertThat(
            texts(
                """
                SELECT id::text FROM journal
                 WHERE period < date_trunc('month', booked_at AT TIME ZONE 'UTC')::date
                """))
        .hasSizeGreaterThan(50);
  }

  @Test
  void whatWasSettledStays() {
    Map<String, Long> settled = untouched();
    lookAfterAllPools(STOPPED);
    expectProof();
    assertThat(untouched()).isEqualTo(settled);
    assertThat(
            texts(
                """
                SELECT DISTINCT p.name FROM journal j JOIN person p ON p.id = j.researcher
                 WHERE j.booked_at >= '2026-05-02T10:20:00Z'
                """))
        .containsExactly("kim");
    lookAfterAllPools(STOPPED.plusSeconds(60));
    expectProof();
    assertThat(untouched()).isEqualTo(settled);
  }

  /**
   * 10 cents given, 9 taken back at two; at three it was learned that 9.5 had been spent by then.
   */
  @Test
  void aRevocationThatWasOvertakenByNewsTakesWhatWasLeftAtItsSecond() {
    String overrun = "platform:overrun:" + id("kim");
    assertThat(before.get(overrun)).isNegative();
    lookAfterAllPools(STOPPED);
    expectProof();
    assertThat(balances().get(overrun)).isZero();
    assertThat(Balances.left(world, person("kim"))).isZero();
  }

  @Test
  void poolsStandAsTheyDid() {
    lookAfterAllPools(STOPPED);
    assertThat(
            texts(
                """
                SELECT concat_ws(' ', p.name, c.status, c.ended_at AT TIME ZONE 'UTC')
                  FROM credit_pool c JOIN person p ON p.id = c.researcher ORDER BY p.name
                """))
        .containsExactly(
            "ada ACTIVE",
            "ben ACTIVE",
            "cleo ACTIVE",
            "dan NONE",
            "eve EXPIRED 2026-05-01 12:00:00",
            "finn EXHAUSTED 2026-05-01 02:30:00",
            "gil EXHAUSTED 2026-05-01 02:30:00",
            "hal ACTIVE",
            "ida EXHAUSTED 2026-05-02 07:48:24",
            "jo ACTIVE",
            "kim EXHAUSTED 2026-05-01 02:00:00");
  }

  @Test
  void newsGoesOn() {
    lookAfterAllPools(STOPPED);
    Instant hour = STOPPED.plus(Duration.ofHours(1));
    lookAfterAllPools(hour);
    expectProof();
    assertThat(balances()).isNotEqualTo(before);
    world.clock.moveTo(hour.plusSeconds(60)); // learned late: it ended before the version did
    world.machineStopped(machineOf("genomes"), Instant.parse("2026-05-01T11:11:11.5Z"));
    world.machineStopped(machineOf("cells"), Instant.parse("2026-05-02T09:59:59Z"));
    world.diskDeleted(new DiskId(resource("stars", "DISK")), Instant.parse("2026-04-30T23:30:00Z"));
    expectProof();
    lookAfterAllPools(hour.plusSeconds(120));
    expectProof();
    assertThat(texts("SELECT kind FROM journal WHERE booked_at >= '2026-05-02T11:20:00Z'"))
        .contains("REVERSAL", "RESTATE");

    takeBackAll("ada", hour.plusSeconds(180));
    takeBackAll("jo", hour.plusSeconds(181));
    world.machineStopped(machineOf("oceans"), STOPPED.minusSeconds(5));
    world.clock.moveTo(hour.plusSeconds(190));
    world.grant(person("ida"), "3");
    world.machineStarted(
        new RuntimeId(UUID.randomUUID()),
        new WorkspaceId(id("oceans")),
        "e2-medium",
        hour.plusSeconds(170));
    expectProof();
    for (int minutes = 5; minutes < 600; minutes += 25) {
      lookAfterAllPools(hour.plus(Duration.ofMinutes(minutes)));
    }
    expectProof();
  }

  /** Of every grant. */
  private void takeBackAll(String name, Instant now) {
    world.clock.moveTo(now);
    for (String grant :
        texts("SELECT id::text FROM credit_grant WHERE researcher = '%s'".formatted(id(name)))) {
      world.takeBack(person(name), new GrantId(UUID.fromString(grant)), "1000");
    }
  }

  /** As if every fact there is were told late. */
  @Test
  void theBooksMadeAnewAreTheSame() {
    Map<String, Long> settled = untouched();
    database
        .asOwner()
        .sql(
            """
            UPDATE credit_pool c SET stale_since =
                   (SELECT min(m.settled_to) + interval '1 second' FROM pool_mark m
                     WHERE m.researcher = c.researcher)
            """)
        .update();
    lookAfterAllPools(STOPPED);
    assertThat(texts("SELECT researcher::text FROM credit_pool WHERE stale_since IS NOT NULL"))
        .isEmpty();
    expectProof();
    assertThat(untouched()).isEqualTo(settled);
  }
}
