package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.billing.workflow.AccountReport;
import org.stipend.orchestrator.billing.workflow.AccountSnapshot;
import org.stipend.orchestrator.billing.workflow.NextLook;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.payer.Outages;
import org.stipend.orchestrator.payer.PayerTable;
import tools.jackson.databind.JsonNode;

/** Ada's billing account, as the cloud shows it to the platform, and as people see it. */
class BillingAccountsTest {

  private static final TestClock clock = new TestClock("2026-04-01T12:00:00Z");

  @RegisterExtension
  static final TestConsole console =
      new TestConsole(clock, "--stipend.billing.service-account=platform@stipend.example");

  private final List<String> heard = new ArrayList<>();
  private final String account = anyNumber();
  private final String name = "ada-" + UUID.randomUUID();
  private final Client ada = console.as(name, Role.RESEARCHER);
  private final Client eve = console.as("eve-" + UUID.randomUUID(), Role.RESEARCHER);
  private AccountActivities activities;

  @BeforeEach
  void listen() {
    var listeners = new DefaultListableBeanFactory();
    listeners.registerSingleton("heard", listener());
    activities =
        new AccountActivities(
            console.database().jdbc(),
            console.database().transactions(),
            console.bean(BillingAccounts.class),
            console.bean(Outages.class),
            listeners.getBeanProvider(Health.class),
            console.bean(Changes.class),
            clock,
            new BillingQueue("local", null));
  }

  @Test
  void creditIsOfferedWhileThereIsSome() {
    JsonNode credit = ada.get("/api/billing-accounts").json().at("/items/0");

    assertThat(credit.path("kind").asString()).isEqualTo("CREDIT");
    assertThat(credit.path("available").asString()).isEqualTo("300.000000000");
    assertThat(credit.path("state").asString()).isEqualTo("OPEN");

    spendAll();
    assertThat(ada.get("/api/billing-accounts").json().path("items")).isEmpty();
  }

  @Test
  void aRegisteredAccountIsCheckedAndThenShownAsItIs() {
    Answer registered = put(ada, account.toLowerCase(Locale.ROOT));

    assertThat(registered.status()).as(registered.toString()).isEqualTo(200);
    assertThat(registered.text("state")).isEqualTo("CHECKING");
    assertThat(registered.text("account")).isEqualTo(account);

    look(open(mailOfAda()));
    JsonNode seen = seen(ada);
    assertThat(seen.path("state").asString()).isEqualTo("OPEN");
    assertThat(seen.path("name").asString()).isEqualTo("Lab");
    assertThat(seen.path("currency").asString()).isEqualTo("USD");
    assertThat(seen.path("checkedAt").asString()).isEqualTo(clock.instant().toString());
    assertThat(seen.path("missing")).isEmpty();
  }

  @Test
  void whatIsNoNumberOfAnAccountIsRefused() {
    assertThat(put(ada, "0123456789ABCDEF01").status()).isEqualTo(400);
    assertThat(put(ada, "012345-6789AB-CDEFGH").status()).isEqualTo(400);
    assertThat(ada.send("DELETE", "/api/billing-accounts/mine", null).status()).isEqualTo(400);
  }

  @Test
  void whomAnAccountDoesNotNameLearnsNothingOfIt() {
    put(ada, account);
    look(open(mailOfAda()));

    assertThat(put(eve, account).text("state")).isEqualTo("CHECKING");
    look(open(mailOfAda()));
    JsonNode ofEve = seen(eve);
    String nowhere = anyNumber();
    put(eve, nowhere);
    look(BillingAccounts.idOf(new BillingAccountId(nowhere)), AccountState.unseen(nowhere));

    assertThat(ofEve.path("state").asString()).isEqualTo("UNKNOWN");
    assertThat(ofEve.path("name").isNull()).isTrue();
    assertThat(withoutNumber(ofEve)).isEqualTo(withoutNumber(find(eve, nowhere)));
    assertThat(seen(ada).path("state").asString()).isEqualTo("OPEN");
    assertThat(accounts().find(idOf(eve), id()).orElseThrow().state())
        .isEqualTo(BillingAccountRow.State.UNKNOWN);
    assertThat(accounts().find(idOf(console.as("bob", Role.RESEARCHER)), id())).isEmpty();
  }

  @Test
  void eachThingThatIsMissingSaysHowToMendIt() {
    put(ada, account);

    look(state(true, true, false, "USD", mailOfAda()));
    assertThat(missing(ada)).containsExactly("ACCOUNT_NO_RIGHT");
    assertThat(seen(ada).at("/missing/0/command").asString())
        .isEqualTo(
            "gcloud billing accounts add-iam-policy-binding "
                + account
                + " --member=serviceAccount:platform@stipend.example --role=roles/billing.user");
    look(state(true, false, true, "USD", mailOfAda()));
    assertThat(missing(ada)).containsExactly("ACCOUNT_CLOSED");
    look(state(true, true, true, "EUR", mailOfAda()));
    assertThat(missing(ada)).containsExactly("ACCOUNT_WRONG_CURRENCY");
    assertThat(seen(ada).at("/missing/0/detail").asString()).contains("EUR");
    look(state(true, true, true, "USD"));
    assertThat(missing(ada))
        .containsExactly("ACCOUNT_UNKNOWN", "ACCOUNT_NO_RIGHT", "ACCOUNT_NOT_YOURS");
    assertThat(seen(ada).at("/missing/2/detail").asString()).contains(mailOfAda());
  }

  @Test
  void whereNobodyCanAskThatIsSaidAndWhatWasKnownStays() {
    put(ada, account);
    look(null);
    assertThat(seen(ada).path("state").asString()).isEqualTo("UNKNOWN");
    assertThat(missing(ada)).containsExactly("BILLING_UNAVAILABLE");

    look(open(mailOfAda()));
    look(null);
    assertThat(seen(ada).path("state").asString()).isEqualTo("OPEN");
    assertThat(missing(ada)).containsExactly("BILLING_UNAVAILABLE");
    assertThat(heard).isEmpty();
  }

  @Test
  void onlyACheckedMailAddressCounts() {
    put(ada, account);
    console
        .database()
        .asOwner()
        .sql("UPDATE person SET verified_email = NULL WHERE id = :id")
        .param("id", idOf(ada))
        .update();
    assertThat(activities.load(uuid()).mails()).isEmpty();

    ada.get("/api/me"); // the provider says again that it has checked it
    assertThat(activities.load(uuid()).mails()).containsExactly(mailOfAda());
  }

  @Test
  void thatItCannotPayIsToldWithEachReportAndThatItCanAgainOnce() {
    put(ada, account);
    look(open(mailOfAda()));
    assertThat(heard).as("never said to be unable").isEmpty();

    look(state(true, false, true, "USD", mailOfAda()));
    look(AccountState.unseen(account));
    assertThat(heard).containsExactly("ACCOUNT_CLOSED", "ACCOUNT_UNKNOWN");
    look(open(mailOfAda()));
    look(open(mailOfAda()));
    assertThat(heard).containsExactly("ACCOUNT_CLOSED", "ACCOUNT_UNKNOWN", "again");
  }

  @Test
  void itIsLookedAtEveryHourWhileAWorkspaceIsOnIt() {
    put(ada, account);
    assertThat(look(open(mailOfAda())).at()).isNull();

    link(workspace());
    assertThat(look(open(mailOfAda())).at()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    assertThat(look(null).at()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
  }

  @Test
  void aLookThatWasOvertakenIsDropped() {
    put(ada, account);
    AccountSnapshot old = activities.load(uuid());
    put(eve, account);

    NextLook next =
        activities.looked(new AccountReport(uuid(), old.version(), old.mails(), open(mailOfAda())));

    assertThat(next.at()).isEqualTo(clock.instant());
    assertThat(seen(ada).path("state").asString()).isEqualTo("CHECKING");
  }

  @Test
  void anAccountIsForgottenOnlyWhereNothingIsPaidWithIt() {
    put(ada, account);
    look(open(mailOfAda()));
    put(eve, account);
    look(open(mailOfAda()));
    link(workspace());

    assertThat(delete(ada).text("code")).isEqualTo("ACCOUNT_IN_USE");
    assertThat(delete(eve).status()).as("who learns nothing of it").isEqualTo(204);
    back();
    assertThat(delete(ada).status()).isEqualTo(204);
    assertThat(delete(ada).status()).as("the answer was lost").isEqualTo(204);
    assertThat(ada.get("/api/billing-accounts").body()).doesNotContain(account);
  }

  @Test
  void whoChoseItCannotForgetItEitherWhenItNamesThemNoMore() {
    put(ada, account);
    look(open(mailOfAda()));
    WorkspaceId paid = new WorkspaceId(UUID.fromString(workspace()));
    PayerTable payers = console.bean(PayerTable.class);
    inTransaction(() -> payers.makeReady(paid, id(), idOf(ada), clock.instant()));
    look(open());
    assertThat(delete(ada).text("code")).isEqualTo("ACCOUNT_IS_NEXT");

    Payer itself = new Payer.LinkedAccount(id());
    inTransaction(() -> payers.bind(paid, itself, idOf(ada), clock.instant()));
    link(workspace);
    assertThat(delete(ada).text("code")).isEqualTo("ACCOUNT_IN_USE");
  }

  private static void inTransaction(Runnable work) {
    console.database().transactions().executeWithoutResult(status -> work.run());
  }

  @Test
  void nobodyFillsTheTableWithAccounts() {
    for (int i = 0; i < 20; i++) {
      assertThat(put(ada, anyNumber()).status()).isEqualTo(200);
    }
    assertThat(put(ada, account).text("code")).isEqualTo("TOO_MANY_ACCOUNTS");
  }

  private String workspace;

  private String workspace() {
    workspace =
        ada.post(
                "/api/workspaces",
                "{\"name\":\"Study %s\",\"description\":\"\",\"payer\":\"CREDIT\"}"
                    .formatted(UUID.randomUUID()))
            .text("id");
    return workspace;
  }

  private void link(String to) {
    want(to, id());
  }

  private void back() {
    want(workspace, null);
  }

  private static void want(String workspace, @Nullable BillingAccountId account) {
    console
        .database()
        .transactions()
        .executeWithoutResult(status ->
            new Links(console.database().jdbc(), console.bean(Outbox.class), accounts())
                .want(new WorkspaceId(UUID.fromString(workspace)), account, clock.instant()));
  }

  /** The worker's answer, or none. */
  private NextLook look(@Nullable AccountState seen) {
    return look(uuid(), seen);
  }

  private NextLook look(UUID which, @Nullable AccountState seen) {
    AccountSnapshot row = activities.load(which);
    return activities.looked(new AccountReport(which, row.version(), row.mails(), seen));
  }

  private AccountState open(String... named) {
    return state(true, true, true, "USD", named);
  }

  private AccountState state(
      boolean visible, boolean open, boolean mayLink, String currency, String... named) {
    return new AccountState(account, visible, "Lab", open, mayLink, currency, List.of(named));
  }

  private JsonNode seen(Client who) {
    return find(who, account);
  }

  private static JsonNode find(Client who, String number) {
    for (JsonNode item : who.get("/api/billing-accounts").json().path("items")) {
      if (item.path("account").asString("").equals(number)) {
        return item;
      }
    }
    throw new AssertionError("no account " + number);
  }

  private static String withoutNumber(JsonNode item) {
    return item.toString().replace(item.path("account").asString(), "");
  }

  private List<String> missing(Client who) {
    return seen(who).path("missing").findValuesAsString("code");
  }

  private static Answer put(Client who, String number) {
    return who.send("PUT", "/api/billing-accounts/" + number, null);
  }

  private Answer delete(Client who) {
    return who.send("DELETE", "/api/billing-accounts/" + account, null);
  }

  private void spendAll() {
    String grant = ada.get("/api/credit").json().at("/grants/0/id").asString();
    Answer taken =
        console
            .as("root", Role.ADMIN)
            .post(
                "/api/grants/" + grant + "/revocations",
                "{\"amount\":\"300\",\"reason\":\"a test\"}");
    assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
  }

  private Health listener() {
    return new Health() {
      @Override
      public void hold(BillingAccountId which) {}

      @Override
      public void accountCannotPay(BillingAccountId which, String why, Instant since) {
        heard.add(why);
      }

      @Override
      public void accountCanPayAgain(BillingAccountId which, Instant since) {
        heard.add("again");
      }
    };
  }

  private static BillingAccounts accounts() {
    return console.bean(BillingAccounts.class);
  }

  private BillingAccountId id() {
    return new BillingAccountId(account);
  }

  private UUID uuid() {
    return BillingAccounts.idOf(id());
  }

  private String mailOfAda() {
    return name + "@example.org";
  }

  private static UUID idOf(Client who) {
    return UUID.fromString(who.get("/api/me").json().at("/person/id").asString());
  }

  private static String anyNumber() {
    String hex = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    return hex.substring(0, 6) + "-" + hex.substring(6, 12) + "-" + hex.substring(12, 18);
  }
}
