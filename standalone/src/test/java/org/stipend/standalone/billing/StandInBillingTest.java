package org.stipend.standalone.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.Fence;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectBillingContract;
import org.stipend.cloud.billing.ProjectState;

class StandInBillingTest extends ProjectBillingContract {

  private static final String NUMBER = "0A0A0A-0B0B0B-0C0C0C";

  @TempDir Path directory;

  private final UUID project = UUID.randomUUID();
  private Instant now = Instant.parse("2026-04-01T12:00:00Z");
  private BookFile file;

  @Override
  protected ProjectBilling billing() {
    return new StandInBilling(file(), () -> now);
  }

  @Override
  protected void make(String account, Kind kind, String mail) {
    put(
        Account.of(account, "Of a test", mail)
            .opened(kind != Kind.CLOSED)
            .linkable(kind != Kind.WITHOUT_RIGHT)
            .shown(kind != Kind.HIDDEN));
  }

  @Test
  void whatIsKnownSurvivesARestart() throws IOException {
    put(account());
    link();
    Book before = file().read();

    file = null;

    assertThat(file().read()).isEqualTo(before);
    assertThat(look()).isEqualTo(new ProjectState(NUMBER, true));
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("accounts.json"));
    }
  }

  @Test
  void aFileThatWasHalfWrittenIsNotRead() throws IOException {
    put(account());
    Files.writeString(directory.resolve("accounts.json.new"), "{\"acc");

    file = null;

    assertThat(file().read().accounts()).containsKey(NUMBER);
  }

  @Test
  void aSlowAccountIsConfirmedAtTheThirdLook() {
    put(account().confirming(Account.Confirms.LATE));

    assertThat(link().enabled()).isFalse();
    assertThat(look().enabled()).isFalse();
    assertThat(look().enabled()).isTrue();
  }

  @Test
  void anotherNeverIs() {
    put(account().confirming(Account.Confirms.NEVER));

    link();
    for (int i = 0; i < 30; i++) {
      assertThat(look()).isEqualTo(new ProjectState(NUMBER, false));
    }
  }

  @Test
  void rightsSpreadForMinutesAndForEachWishAnew() {
    put(account().refusing(Duration.ofMinutes(4)));

    refused(1);
    now = now.plus(Duration.ofMinutes(3));
    refused(1);
    now = now.plus(Duration.ofMinutes(1));
    assertThat(link()).isEqualTo(new ProjectState(NUMBER, true));
    refused(2);
  }

  @Test
  void anAccountClosesByItselfSomeTimeAfterItWasLinked() {
    put(account().closingAfter(Duration.ofMinutes(4)));
    now = now.plus(Duration.ofDays(1));
    assertThat(link().enabled()).isTrue();

    now = now.plus(Duration.ofMinutes(4));

    assertThat(look()).isEqualTo(new ProjectState(NUMBER, false));
    assertThat(billing().account(new LookAtAccount(NUMBER, List.of())).open()).isFalse();
    put(file().read().accounts().get(NUMBER).opened(true));
    assertThat(look()).isEqualTo(new ProjectState(NUMBER, true));
  }

  @Test
  void aFirstStartHasOneOfEachKind() {
    Book samples = Samples.book();

    assertThat(samples.accounts().values()).extracting(Account::name).doesNotHaveDuplicates();
    assertThat(samples.accounts().values())
        .anyMatch(one -> !one.open())
        .anyMatch(one -> !one.mayLink())
        .anyMatch(one -> !one.shown())
        .anyMatch(one -> !one.currency().equals("USD"))
        .anyMatch(one -> one.confirms() == Account.Confirms.LATE)
        .anyMatch(one -> one.confirms() == Account.Confirms.NEVER)
        .anyMatch(one -> one.refusesFor().isPositive())
        .anyMatch(one -> one.closesAfter() != null);
  }

  private BookFile file() {
    if (file == null) {
      file = new BookFile(directory.resolve("accounts.json"), () -> new Book(Map.of(), Map.of()));
    }
    return file;
  }

  private void put(Account account) {
    file().change(book -> book.with(account));
  }

  private static Account account() {
    return Account.of(NUMBER, "Of a test", "ada@example.org");
  }

  private ProjectState link() {
    return billing().link(new LinkProject(new Fence(project, 1, 1), NUMBER));
  }

  private void refused(long generation) {
    assertThatExceptionOfType(ApplicationFailure.class)
        .isThrownBy(
            () -> billing().link(new LinkProject(new Fence(project, generation, 1), NUMBER)));
  }

  private ProjectState look() {
    return billing().project(new LookAtProject(project));
  }
}
