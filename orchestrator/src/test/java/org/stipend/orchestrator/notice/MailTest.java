package org.stipend.orchestrator.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.testing.Patience;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** A real mail server, which may be away, and the clock that retries go by. */
class MailTest {

  private static final int PORT = TestPorts.free();
  private static final TestClock clock = new TestClock(Instant.now().toString());

  @RegisterExtension
  static final TestConsole console =
      new TestConsole(
          clock,
          "--spring.mail.host=127.0.0.1",
          "--spring.mail.port=" + PORT,
          "--spring.mail.properties.mail.from=Stipend <stipend@example.org>");

  private final GreenMail server =
      new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Client ada = console.as("a" + UUID.randomUUID(), Role.RESEARCHER);
  private final UUID adaId = UUID.fromString(ada.get("/api/me").json().at("/person/id").asString());

  @BeforeEach
  void startServer() {
    address(adaId, adaId + "@example.org");
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  @Test
  void aNoticeIsMailedInTheWordsOfThePageWithALinkThere() throws Exception {
    tell(adaId, "first", 50);

    arrived(1);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("50 % of your credit is used");
    assertThat(to(mail)).isEqualTo(adaId + "@example.org");
    assertThat(mail.getFrom()[0]).hasToString("Stipend <stipend@example.org>");
    assertThat(new String(mail.getInputStream().readAllBytes(), UTF_8))
        .contains("$49.50 of $100.00 is left", console.origin() + "/credit");
    assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@localhost>");
    await().until(() -> mailState("first").equals("SENT"));
    assertThat(ada.get("/api/notices/preferences").json().path("mail").asBoolean()).isTrue();
  }

  @Test
  void whileTheServerIsAwayForAnHourMailWaitsAndThenArrivesOnce() {
    server.stop();
    for (int percent : new int[] {25, 50, 75}) {
      tell(adaId, "away" + percent, percent);
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      int attempts = attempts();
      clock.moveTo(clock.instant().plus(Duration.ofMinutes(15))); // the longest wait
      await().until(() -> attempts() > attempts);
    }
    assertThat(mailState("away25")).isEqualTo("PENDING");
    assertThat(page().get(0).path("mail").asString()).isEqualTo("PENDING");
    assertThat(console.bean(NoticeWatch.class).waiting().pending()).isPositive();

    server.start();
    await()
        .until(() -> {
          clock.moveTo(clock.instant().plusSeconds(60));
          return Stream.of("away25", "away50", "away75")
              .allMatch(event -> mailState(event).equals("SENT"));
        });
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "25 % of your credit is used",
            "50 % of your credit is used", "75 % of your credit is used");
  }

  @Test
  void aThousandPeopleWhoAreToldWithinAMinuteEachGetOneMail() {
    List<UUID> people = Stream.generate(UUID::randomUUID).limit(1_000).toList();
    people.forEach(MailTest::aPerson);
    people.forEach(person -> tell(person, "all", 90));

    arrived(people.size());
    await().until(() -> console.bean(NoticeWatch.class).waiting().pending() == 0 || tick());
    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(people.size());
    assertThat(Stream.of(mails).map(MailTest::idOf).distinct()).hasSize(people.size());
    assertThat(Stream.of(mails).map(MailTest::to).distinct()).hasSize(people.size());
  }

  @Test
  void whoHasNoAddressThatCouldBeOneKeepsNobodyWaiting() {
    UUID wrong = UUID.randomUUID();
    aPerson(wrong);
    address(wrong, "no address");
    tell(wrong, "wrong", 25);
    tell(adaId, "right", 25);

    await().until(() -> mailState("right").equals("SENT"));
    await().until(() -> mailState("wrong").equals("FAILED"));
    clock.moveTo(clock.instant().plusSeconds(10));
    assertThat(console.bean(NoticeWatch.class).waiting().failed()).isPositive();
    assertThat(console.bean(NoticeWatch.class).waiting().isLate()).isTrue();
  }

  @Test
  void whoseAddressIsNotVerifiedIsToldInTheAppAloneAndThePreferencesSayWhy() {
    UUID bob = UUID.randomUUID();
    aPerson(bob);
    unverifiedAddress(bob, "somebody.else@example.org");
    tell(bob, "unverified", 25);
    tell(adaId, "verified", 25);

    await().until(() -> mailState("verified").equals("SENT"));
    assertThat(mailState("unverified")).isEmpty();
    assertThat(told(bob)).isOne();
    assertThat(preferences(bob).address()).isNull();
    assertThat(preferences(adaId).address()).isEqualTo(adaId + "@example.org");
  }

  @Test
  void whatWaitsIsNotSentToAnAddressThatNobodyHasVerified() {
    server.stop();
    tell(adaId, "moved", 25);
    await().until(() -> wasTriedInVain("moved"));
    unverifiedAddress(adaId, "somebody.else@example.org");
    server.start();
    await().until(() -> mailState("moved").equals("FAILED") || tick());

    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void whoWantsNoMailOfAKindIsToldInTheAppAlone() {
    ada.with("Content-Type", "application/json")
        .send(
            "PUT",
            "/api/notices/preferences",
            "{\"preferences\":[{\"kind\":\"CREDIT_USED\",\"app\":true,\"mail\":false}]}");
    tell(adaId, "quiet", 25);

    assertThat(page()).hasSize(1);
    assertThat(page().get(0).path("mail").isNull()).isTrue();
    assertThat(mailState("quiet")).isEmpty();
  }

  @Test
  void retriesComeLaterEachTimeUpToAQuarterOfAnHour() {
    assertThat(Post.waitAfter(1)).isEqualTo(Duration.ofSeconds(15));
    assertThat(Post.waitAfter(3)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Post.waitAfter(1_000)).isEqualTo(Duration.ofMinutes(15));
  }

  private static boolean tick() {
    clock.moveTo(clock.instant().plusSeconds(5));
    return false;
  }

  private void arrived(int count) {
    assertThat(server.waitForIncomingEmail(Patience.UNTIL_STUCK.toMillis(), count)).isTrue();
  }

  private static void tell(UUID person, String event, int percent) {
    ResearcherId pool = new ResearcherId(person);
    News news =
        News.creditUsed(
            pool, event + "/" + person, percent, Money.parse("49.5"), Money.parse("100"));
    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> console.bean(Notices.class).tell(news, Set.of(person)));
  }

  private static void aPerson(UUID id) {
    console
        .database()
        .asOwner()
        .sql(
            """
            INSERT INTO person (id, issuer, subject, email, verified_email, name, first_seen_at)
            VALUES (:id, 'test', :subject, :mail, :mail, 'Somebody', now())
            """)
        .param("id", id)
        .param("subject", id.toString())
        .param("mail", id + "@example.org")
        .update();
  }

  private static void address(UUID person, String address) {
    console
        .database()
        .asOwner()
        .sql("UPDATE person SET email = :mail, verified_email = :mail WHERE id = :id")
        .param("mail", address)
        .param("id", person)
        .update();
  }

  /** As when the provider says that it has not checked whether it is theirs. */
  private static void unverifiedAddress(UUID person, String address) {
    console
        .database()
        .asOwner()
        .sql("UPDATE person SET email = :mail, verified_email = NULL WHERE id = :id")
        .param("mail", address)
        .param("id", person)
        .update();
  }

  private static PreferencesView preferences(UUID person) {
    return console
        .bean(Preferences.class)
        .of(new Caller(person, "Somebody", Set.of(Role.RESEARCHER)));
  }

  private static long told(UUID person) {
    return console
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM notice WHERE channel = 'APP' AND person = :id")
        .param("id", person)
        .query(Long.class)
        .single();
  }

  private JsonNode page() {
    return ada.get("/api/notices").json().path("items");
  }

  private static String mailState(String event) {
    return console
        .database()
        .asOwner()
        .sql(
            "SELECT state FROM notice WHERE channel = 'MAIL' AND starts_with(event_key, :event || '/')")
        .param("event", event)
        .query(String.class)
        .optional()
        .orElse("");
  }

  private static boolean wasTriedInVain(String event) {
    return console
        .database()
        .asOwner()
        .sql(
            "SELECT count(failure) = 1 FROM notice WHERE channel = 'MAIL' AND starts_with(event_key, :event || '/')")
        .param("event", event)
        .query(Boolean.class)
        .single();
  }

  private int attempts() {
    return console
        .database()
        .asOwner()
        .sql(
            "SELECT coalesce(max(attempts), 0) FROM notice WHERE channel = 'MAIL' AND person = :id")
        .param("id", adaId)
        .query(Integer.class)
        .single();
  }

  private List<String> subjects() {
    return Stream.of(server.getReceivedMessages())
        .map(mail -> {
          try {
            return mail.getSubject();
          } catch (MessagingException e) {
            throw new IllegalStateException(e);
          }
        })
        .toList();
  }

  private static String idOf(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
