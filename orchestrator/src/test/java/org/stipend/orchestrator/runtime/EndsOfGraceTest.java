package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.disk.workflow.DiskDeletion;
import org.stipend.orchestrator.disk.workflow.DiskLedger;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Wish;
import tools.jackson.databind.JsonNode;

/** A stopped tool whose disk nobody pays for any more, or whose owner may not work there. */
class EndsOfGraceTest {

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;
  private UUID disk;

  @BeforeEach
  void ranAndWasStopped() {
    run = new TestingRun(console, clock);
    run.starts(LAUNCH.plusSeconds(3_600));
    disk = run.ledger.load(run.id()).disk();
    run.owner().post("/api/runtimes/" + run.id() + "/stop", "");
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.ledger.settled(run.wish());
  }

  /** The next test begins before this one ended: what was foreseen there is foreseen again. */
  @AfterEach
  void goesBack() {
    clock.moveTo(LAUNCH);
    console
        .database()
        .jdbc()
        .sql("SELECT researcher FROM credit_pool")
        .query(UUID.class)
        .list()
        .forEach(pool -> looksAtLaunch(new ResearcherId(pool)));
  }

  private static void looksAtLaunch(ResearcherId pool) {
    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          console.bean(PoolLocks.class).lock(pool);
          console.bean(PoolBooks.class).bringUpToDate(pool, LAUNCH);
        });
  }

  @Test
  void aDiskWhoseCreditEndsShowsEverywhereUpToWhenItIsKept() {
    assertThat(onDiskPage().isNull()).as("for good").isTrue();

    run.losesItsCredit();
    Instant until = clock.instant().plus(Duration.ofDays(30));

    assertThat(onDiskPage().path("cause").asString()).isEqualTo("CREDIT");
    assertThat(instant(onDiskPage())).isBetween(until.minusSeconds(2), until);
    assertThat(run.seen().at("/disk/kept")).isEqualTo(onDiskPage());
    assertThat(run.owner().get("/api/credit").json().at("/grace/until").asString())
        .isEqualTo(onDiskPage().path("until").asString());
  }

  @Test
  void itIsDeletedWithItsRuntimeWhenThatTimeIsOverAndNotASecondBefore() {
    run.losesItsCredit();
    Instant until = instant(onDiskPage());

    passAt(until.minusSeconds(1));
    assertThat(row("disk", disk)).isEqualTo("PRESENT READY");

    passAt(until);
    passAt(until.plusSeconds(60));
    assertThat(row("runtime", run.id())).isEqualTo("DELETED DELETING");
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    assertThat(row("disk", disk)).isEqualTo("DELETED DELETING");
    long kept = graceNanos();
    clock.moveTo(until.plusSeconds(3_600));
    assertThat(graceNanos()).as("billed until the provider confirms").isGreaterThan(kept);

    console.bean(DiskLedger.class).deleted(new DiskDeletion(disk, null, until.plusSeconds(3_600)));
    long paid = graceNanos();
    clock.moveTo(until.plusSeconds(10_000));
    assertThat(row("disk", disk)).isEqualTo("DELETED DELETED");
    assertThat(graceNanos()).isEqualTo(paid);
    assertThat(titles(run.owner())).filteredOn(title -> title.endsWith("is deleted")).hasSize(1);
    expectProof();
  }

  @Test
  void aDiskThatNoRuntimeHoldsGoesByItself() {
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    run.losesItsCredit();

    passAt(instant(onDiskPage()));

    assertThat(row("disk", disk)).isEqualTo("DELETED DELETING");
    expectProof();
  }

  @Test
  void creditThatIsGivenInTheLastSecondKeepsIt() {
    run.losesItsCredit();
    Instant until = instant(onDiskPage());
    clock.moveTo(until);
    grant("25");

    passAt(until);
    passAt(until.plus(Duration.ofDays(2)));

    assertThat(row("disk", disk)).isEqualTo("PRESENT READY");
    assertThat(onDiskPage().isNull()).isTrue();
  }

  @Test
  void afterAnotherEndTheTimeBeginsAnew() {
    run.losesItsCredit();
    Instant first = instant(onDiskPage());
    clock.moveTo(first.minusSeconds(60));
    grant("25");
    run.losesItsCredit();

    passAt(first.plusSeconds(60));

    assertThat(row("disk", disk)).isEqualTo("PRESENT READY");
    assertThat(instant(onDiskPage())).isAfter(first.plus(Duration.ofDays(29)));
  }

  @Test
  void ofAPoolWhoseBooksAreInDoubtNothingIsDeleted() {
    run.losesItsCredit();
    Instant until = instant(onDiskPage());
    park("now()");

    passAt(until.plusSeconds(60));
    assertThat(row("disk", disk)).isEqualTo("PRESENT READY");

    park("NULL");
    passAt(until.plusSeconds(120));
    assertThat(row("runtime", run.id())).isEqualTo("DELETED DELETING");
  }

  @Test
  void aFormerMembersDiskIsKeptThirtyDaysAndBothSidesHearUpToWhen() {
    Client bob = researcher();
    UUID his = launched(bob);
    Instant left = clock.instant().plusSeconds(60);
    clock.moveTo(left);
    remove(bob);
    assertThat(texts(bob)).anyMatch(text -> text.contains("disks are kept until"));

    assertThat(keptOf(his).path("cause").asString()).isEqualTo("MEMBERSHIP");
    assertThat(instant(keptOf(his))).isEqualTo(left.plus(Duration.ofDays(30)));
    passAt(left.plus(Duration.ofDays(23)));
    passAt(left.plus(Duration.ofDays(24)));
    assertThat(titles(bob)).filteredOn(title -> title.contains("for 7 days more")).hasSize(1);
    assertThat(titles(run.owner()))
        .filteredOn(title -> title.contains("for 7 days more"))
        .hasSize(1);

    passAt(left.plus(Duration.ofDays(30)));
    assertThat(row("runtime", runtimeOn(his))).startsWith("DELETED");
    assertThat(row("disk", disk)).as("of who stays").isEqualTo("PRESENT READY");
    assertThat(titles(bob)).anyMatch(title -> title.equals("Your disk in Runs is deleted"));
  }

  @Test
  void aDiskThatIsKeptForTwoReasonsGoesOnceAndPeopleHearItOnce() {
    Client bob = researcher();
    UUID his = launched(bob);
    clock.moveTo(clock.instant().plusSeconds(60));
    remove(bob);
    run.losesItsCredit();

    passAt(clock.instant().plus(Duration.ofDays(24)));
    passAt(clock.instant().plus(Duration.ofDays(7)));

    assertThat(row("runtime", runtimeOn(his))).startsWith("DELETED");
    assertThat(titles(bob)).filteredOn(title -> title.endsWith("is deleted")).hasSize(1);
  }

  @Test
  void ofWhatNobodyWasRemindedSomebodyIsFirst() {
    Client bob = researcher();
    UUID his = launched(bob);
    clock.moveTo(clock.instant().plusSeconds(60));
    remove(bob);
    Instant late = clock.instant().plus(Duration.ofDays(40)); // nothing ran here meanwhile

    passAt(late);
    assertThat(row("disk", his)).startsWith("PRESENT");
    assertThat(instant(keptOf(his))).isEqualTo(late.plus(Duration.ofDays(7)));
    assertThat(titles(bob)).filteredOn(title -> title.contains("for 7 days more")).hasSize(1);

    passAt(late.plus(Duration.ofDays(7)));
    assertThat(row("runtime", runtimeOn(his))).startsWith("DELETED");
  }

  @Test
  void whoWorksThereByNowKeepsTheirDiskWhateverIsWrittenDown() {
    Client bob = researcher();
    UUID his = launched(bob);
    clock.moveTo(clock.instant().plusSeconds(60));
    put(bob, "READER");
    console
        .database()
        .asOwner()
        .sql("UPDATE workspace_member SET role = 'WRITER' WHERE workspace = :w AND role = 'READER'")
        .param("w", UUID.fromString(run.workspace()))
        .update();

    passAt(clock.instant().plus(Duration.ofDays(24)));
    passAt(clock.instant().plus(Duration.ofDays(31)));

    assertThat(row("disk", his)).startsWith("PRESENT");
  }

  @Test
  void aDeletionThatNobodyWishedIsNotTakenBackByCancelling() {
    run.losesItsCredit();
    passAt(instant(onDiskPage()));

    Answer cancelled = run.owner().post("/api/runtimes/" + run.id() + "/cancel", "");

    assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(409);
    assertThat(row("runtime", run.id())).isEqualTo("DELETED DELETING");
  }

  @Test
  void whoComesBackFindsTheirDiskAsItWas() {
    Client bob = researcher();
    UUID his = launched(bob);
    Instant left = clock.instant().plusSeconds(60);
    clock.moveTo(left);
    put(bob, "READER");
    assertThat(keptOf(his).path("cause").asString()).isEqualTo("MEMBERSHIP");

    put(bob, "WRITER");
    passAt(left.plus(Duration.ofDays(31)));

    assertThat(keptOf(his).isNull()).isTrue();
    assertThat(row("disk", his)).startsWith("PRESENT");
  }

  // ---- what people do

  private static Client researcher() {
    Client someone =
        console
            .as("p" + UUID.randomUUID(), Role.RESEARCHER)
            .with("Content-Type", "application/json");
    someone.get("/api/me");
    return someone;
  }

  private void put(Client person, String role) {
    expectOk(run.owner().send("PUT", member(person), "{\"role\":\"" + role + "\"}"));
  }

  private void remove(Client person) {
    expectOk(run.owner().send("DELETE", member(person), ""));
  }

  private String member(Client person) {
    String id = person.get("/api/me").json().at("/person/id").asString();
    return "/api/workspaces/%s/members/%s".formatted(run.workspace(), id);
  }

  /** Lets somebody in, who launches a tool; answers its disk. */
  private UUID launched(Client person) {
    put(person, "WRITER");
    UUID id = UUID.randomUUID();
    expectOk(
        person.send(
            "PUT",
            "/api/runtimes/" + id,
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(run.workspace())));
    UUID made = run.ledger.load(id).disk();
    run.ledger.diskCreated(
        new DiskReport(
            new Wish(id, run.ledger.load(id).generation()),
            new DiskCreated(DiskName.of(made), clock.instant())));
    return made;
  }

  private void grant(String dollars) {
    String pool = pool();
    expectOk(
        console
            .as("admin", Role.ADMIN)
            .with("Content-Type", "application/json", "Idempotency-Key", "grant/" + pool)
            .post(
                "/api/people/" + pool + "/grants",
                """
                {"amount":"%s","reason":"a test of what comes back"}
                """
                    .formatted(dollars)));
  }

  private String pool() {
    return run.owner().get("/api/me").json().at("/person/id").asString();
  }

  private static void expectOk(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
  }

  // ---- time

  private static void passAt(Instant now) {
    clock.moveTo(now);
    console.bean(EndsOfGrace.class).pass();
  }

  // ---- what is seen

  private JsonNode onDiskPage() {
    return keptOf(disk);
  }

  private JsonNode keptOf(UUID id) {
    return run.owner()
        .get("/api/disks?workspace=" + run.workspace())
        .json()
        .path("items")
        .valueStream()
        .filter(one -> one.path("id").asString().equals(id.toString()))
        .findFirst()
        .orElseThrow()
        .path("kept");
  }

  private static Instant instant(JsonNode kept) {
    return Instant.parse(kept.path("until").asString());
  }

  private long graceNanos() {
    String spent = run.owner().get("/api/credit").json().at("/grace/spent").asString("0");
    return new BigDecimal(spent).movePointRight(9).longValueExact();
  }

  private static List<JsonNode> items(Client person) {
    return person.get("/api/notices?limit=200").json().path("items").valueStream().toList();
  }

  private static List<String> titles(Client person) {
    return items(person).stream().map(one -> one.path("title").asString()).toList();
  }

  private static List<String> texts(Client person) {
    return items(person).stream().map(one -> one.path("text").asString()).toList();
  }

  private static void expectProof() {
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  // ---- rows

  private static String row(String table, UUID id) {
    return console
        .database()
        .jdbc()
        .sql("SELECT desired || ' ' || state FROM " + table + " WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private static UUID runtimeOn(UUID id) {
    return console
        .database()
        .jdbc()
        .sql("SELECT id FROM runtime WHERE disk = :id")
        .param("id", id)
        .query(UUID.class)
        .single();
  }

  private void park(String since) {
    console
        .database()
        .asOwner()
        .sql(
            """
            UPDATE credit_pool
               SET parked_since = %1$s, parked_because = CASE WHEN %1$s IS NULL THEN NULL ELSE 'a test' END
             WHERE researcher = (SELECT creator FROM workspace WHERE id = :workspace)
            """
                .formatted("NULL".equals(since) ? "NULL::timestamptz" : since))
        .param("workspace", UUID.fromString(run.workspace()))
        .update();
  }
}
