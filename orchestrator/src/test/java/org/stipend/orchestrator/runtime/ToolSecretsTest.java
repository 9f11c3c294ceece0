package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;
import static org.stipend.orchestrator.runtime.TestingRun.SECRET;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.PayloadKeys;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;

/** What a reader of the database, or of a copy of it, learns of the secrets of tools. */
class ToolSecretsTest {

  private static final String OLD = TestingSecrets.KEY;
  private static final String NEW = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void start() {
    run = new TestingRun(console, clock);
    run.runsAt(LAUNCH, LAUNCH.plusSeconds(5_000));
  }

  @Test
  void noColumnOfAnyTableHasOneInClear() {
    assertThat(opened(run)).isEqualTo(SECRET);
    for (String table : tables()) {
      assertThat(rows(table)).as(table).doesNotContain(SECRET);
    }
  }

  @Test
  void nothingThatAnOlderVersionWroteStaysInClear() {
    keep(run, SECRET);

    console.restart();

    assertThat(rows("runtime")).doesNotContain(SECRET);
    assertThat(opened(run)).isEqualTo(SECRET);
  }

  @Test
  void aStartWithANewKeyInFrontSealsAnewSoThatTheOldOneCanGo() {
    secrets(NEW + " " + OLD).afterPropertiesSet();

    assertThat(secrets(NEW).open(run.id(), kept(run))).hasValue(SECRET);
    assertThat(secrets(OLD).open(run.id(), kept(run))).isEmpty();
    assertThat(rows("runtime")).doesNotContain(SECRET);
    secrets(OLD + " " + NEW).afterPropertiesSet();
  }

  @Test
  void whatWasSealedForAnotherRowDoesNotOpen() {
    var other = new TestingRun(console, clock);
    other.runsAt(LAUNCH, LAUNCH.plusSeconds(5_000));

    keep(other, kept(run));

    assertThat(opened(other)).isNull();
    assertThat(opened(run)).isEqualTo(SECRET);
  }

  @Test
  void whatWasAlteredOrNeverSealedDoesNotOpen() {
    String kept = kept(run);
    for (String altered : new String[] {kept + "AAAA", kept.substring(0, 24), "sealed::", SECRET}) {
      keep(run, altered);
      assertThat(opened(run)).as(altered).isNull();
    }
  }

  @Test
  void aLostKeyLocksTheToolUntilItIsStartedAgainOrTheKeyIsBack() {
    String before = kept(run);
    secrets(NEW).afterPropertiesSet();
    assertThat(kept(run)).isEqualTo(before);
    assertThat(secrets(NEW).open(run.id(), before)).isEmpty();
    assertThat(secrets(OLD).open(run.id(), before)).hasValue(SECRET);
  }

  private static String opened(TestingRun run) {
    return console.bean(RuntimeLedger.class).load(run.id()).secret();
  }

  private static ToolSecrets secrets(String keys) {
    return new ToolSecrets(PayloadKeys.of(keys), console.database().jdbc());
  }

  private static String kept(TestingRun run) {
    return console
        .database()
        .jdbc()
        .sql("SELECT secret FROM runtime WHERE id = :id")
        .param("id", run.id())
        .query(String.class)
        .single();
  }

  private static void keep(TestingRun run, String secret) {
    console
        .database()
        .jdbc()
        .sql("UPDATE runtime SET secret = :secret WHERE id = :id")
        .param("secret", secret)
        .param("id", run.id())
        .update();
  }

  private static List<String> tables() {
    return console
        .database()
        .asOwner()
        .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        .query(String.class)
        .list();
  }

  private static String rows(String table) {
    return String.join(
        "\n",
        console
            .database()
            .asOwner()
            .sql("SELECT r::text FROM %s r".formatted(table))
            .query(String.class)
            .list());
  }
}
