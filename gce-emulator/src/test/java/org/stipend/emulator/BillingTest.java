package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Cloud Billing over HTTP, as gcloud and the client for Node call it. */
class BillingTest {

  private static final String LAB = "012345-6789AB-CDEF01";
  private static final String OTHER = "FEDCBA-987654-321098";
  private static final String PROJECT = "//v1/projects/stipend-ws-1/billingInfo";

  @RegisterExtension final Emulated emulated = new Emulated();

  private void told(String what, String json) {
    assertThat(emulated.postAt("//emulator/" + what, json).status()).isEqualTo(200);
  }

  private void account(String number, String role) {
    told("accounts", "{'account':'" + number + "','name':'Lab'}");
    told("rights", "{'account':'" + number + "','role':'" + role + "'}");
  }

  private Reply look(String number) {
    return emulated.get("//v1/billingAccounts/" + number + "?$alt=json;enum-encoding=int");
  }

  private Reply link(String account) {
    String name = account.isEmpty() ? "" : "billingAccounts/" + account;
    String body = "{\"billingAccountName\":\"" + name + "\"}";
    return emulated.send("PUT", PROJECT, BodyPublishers.ofString(body));
  }

  private List<String> granted(String number, String permissions) {
    String path = "//v1/billingAccounts/" + number + ":testIamPermissions";
    JsonObject body = emulated.postAt(path, "{'permissions':[" + permissions + "]}").body();
    if (!body.has("permissions")) return List.of();
    return body.getAsJsonArray("permissions").asList().stream()
        .map(permission -> permission.getAsString())
        .toList();
  }

  private static void isDenied(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("error.status")).isEqualTo("PERMISSION_DENIED");
    assertThat(reply.message()).isEqualTo("The caller does not have permission");
  }

  @Test
  void anAccountIsShownToWhoMaySeeIt() {
    account(LAB, "roles/billing.viewer");
    told("accounts", "{'account':'" + OTHER + "'}");

    Reply seen = look(LAB);

    assertThat(seen.text("name")).isEqualTo("billingAccounts/" + LAB);
    assertThat(seen.text("open")).isEqualTo("true");
    assertThat(seen.text("displayName")).isEqualTo("Lab");
    assertThat(seen.text("currencyCode")).isEqualTo("USD");
    assertThat(seen.text("masterBillingAccount")).isEmpty();
    isDenied(look(OTHER));
    isDenied(look("AAAAAA-AAAAAA-AAAAAA"));
    assertThat(emulated.get("//v1/billingAccounts?pageSize=0&pageToken=").body().toString())
        .contains(LAB)
        .doesNotContain(OTHER);
  }

  @Test
  void aNameThatIsNoneIsMalformed() {
    for (Reply reply :
        List.of(
            look("nonsense"),
            link("nonsense"),
            emulated.get("//v1/projects/NO_PROJECT/billingInfo"))) {
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text("error.status")).isEqualTo("INVALID_ARGUMENT");
    }
  }

  @Test
  void whatMayBeDoneIsTheGrantedPartOfWhatIsAsked() {
    account(LAB, "roles/billing.user");
    String asked = "'billing.resourceAssociations.create','billing.resourceAssociations.list'";

    assertThat(granted(LAB, asked)).containsExactly("billing.resourceAssociations.create");
    assertThat(granted(OTHER, asked)).isEmpty();
  }

  @Test
  void aPolicyNamesPeople() {
    account(LAB, "roles/billing.user");
    told(
        "rights",
        "{'account':'" + LAB + "','role':'roles/billing.admin','member':'user:ada@example.org'}");

    Reply policy = emulated.get("//v1/billingAccounts/" + LAB + ":getIamPolicy");

    assertThat(policy.text("bindings.0.role")).isEqualTo("roles/billing.user");
    assertThat(policy.text("bindings.1.members.0")).isEqualTo("user:ada@example.org");
    isDenied(emulated.get("//v1/billingAccounts/" + OTHER + ":getIamPolicy"));
  }

  @Test
  void aProjectIsLinkedAndUnlinked() {
    account(LAB, "roles/billing.user");
    assertThat(emulated.get(PROJECT).text("billingAccountName")).isEmpty();
    assertThat(emulated.get(PROJECT).text("billingEnabled")).isEqualTo("false");

    Reply linked = link(LAB);

    assertThat(linked.text("name")).isEqualTo("projects/stipend-ws-1/billingInfo");
    assertThat(linked.text("projectId")).isEqualTo("stipend-ws-1");
    assertThat(linked.text("billingAccountName")).isEqualTo("billingAccounts/" + LAB);
    assertThat(linked.text("billingEnabled")).isEqualTo("true");
    assertThat(link(LAB).body()).isEqualTo(linked.body());
    assertThat(link("").text("billingEnabled")).isEqualTo("false");
    assertThat(emulated.get(PROJECT).text("billingAccountName")).isEmpty();
  }

  @Test
  void whatIsOnlyAnsweredIsIgnoredWhereItIsSent() {
    account(LAB, "roles/billing.user");
    String body =
        """
        {"name":"projects/other/billingInfo","projectId":"other","billingEnabled":false,
         "billingAccountName":"billingAccounts/%s"}
        """
            .formatted(LAB);

    Reply linked = emulated.send("PUT", PROJECT, BodyPublishers.ofString(body));

    assertThat(linked.text("projectId")).isEqualTo("stipend-ws-1");
    assertThat(linked.text("billingEnabled")).isEqualTo("true");
  }

  @Test
  void aClosedAccountIsLinkedWithoutAWord() {
    account(LAB, "roles/billing.user");
    told("accounts", "{'account':'" + LAB + "','open':false}");

    assertThat(link(LAB).status()).isEqualTo(200);
    assertThat(emulated.get(PROJECT).text("billingEnabled")).isEqualTo("false");
    told("accounts", "{'account':'" + LAB + "','open':true}");
    assertThat(emulated.get(PROJECT).text("billingEnabled")).isEqualTo("true");
  }

  @Test
  void noRightNoAccountAndNoProjectLookAlike() {
    account(LAB, "roles/billing.viewer");
    isDenied(link(LAB));
    isDenied(link(OTHER));
    told("rights", "{'account':'" + LAB + "','role':'roles/billing.user'}");
    told("projects", "{'project':'stipend-ws-1','hidden':true}");
    isDenied(link(LAB));
    isDenied(link(""));
    isDenied(emulated.get(PROJECT));
    told("projects", "{'project':'stipend-ws-1','hidden':false}");
    assertThat(link(LAB).status()).isEqualTo(200);
  }

  @Test
  void aLinkIsUndoneFromEitherSide() {
    account(LAB, "roles/billing.admin");
    link(LAB);
    told("projects", "{'project':'stipend-ws-1','hidden':true}");

    assertThat(link("").status()).isEqualTo(200);
  }

  @Test
  void rightsTakeTimeToSpreadAndToGo() {
    told("accounts", "{'account':'" + LAB + "'}");
    told("rights", "{'account':'" + LAB + "','role':'roles/billing.user','afterSeconds':240}");
    isDenied(link(LAB));
    emulated.advance("PT4M");
    assertThat(link(LAB).status()).isEqualTo(200);
    told(
        "rights",
        "{'account':'" + LAB + "','role':'roles/billing.user','taken':true,'afterSeconds':60}");
    assertThat(look(LAB).status()).isEqualTo(200);
    emulated.advance("PT1M");
    isDenied(look(LAB));
  }

  @Test
  void aLinkIsConfirmedLate() {
    account(LAB, "roles/billing.user");
    told("accounts", "{'account':'" + LAB + "','confirmSeconds':90}");
    assertThat(link(LAB).text("billingEnabled")).isEqualTo("false");
    emulated.advance("PT89S");
    assertThat(link(LAB).text("billingEnabled")).isEqualTo("false");
    emulated.advance("PT1S");
    assertThat(emulated.get(PROJECT).text("billingEnabled")).isEqualTo("true");
  }

  @Test
  void anAccountHoldsOnlySoManyProjects() {
    account(LAB, "roles/billing.admin");
    told("accounts", "{'account':'" + LAB + "','mostProjects':1}");
    link(LAB);

    Reply full =
        emulated.send(
            "PUT",
            "//v1/projects/stipend-ws-2/billingInfo",
            BodyPublishers.ofString("{\"billingAccountName\":\"billingAccounts/" + LAB + "\"}"));

    assertThat(full.status()).isEqualTo(400);
    assertThat(full.text("error.status")).isEqualTo("FAILED_PRECONDITION");
    assertThat(full.text("error.details.0.@type")).endsWith("google.rpc.QuotaFailure");
    assertThat(link(LAB).status()).isEqualTo(200);
    Reply projects = emulated.get("//v1/billingAccounts/" + LAB + "/projects");
    assertThat(projects.text("projectBillingInfo.0.projectId")).isEqualTo("stipend-ws-1");
    assertThat(projects.has("projectBillingInfo.1")).isFalse();
  }

  @Test
  void projectsBeginWithTheAccountOfTheirMaker() {
    account(LAB, "roles/billing.user");
    told("projects", "{'first':'" + LAB + "'}");

    assertThat(emulated.get(PROJECT).text("billingAccountName")).endsWith(LAB);
    assertThat(emulated.get(PROJECT).text("billingEnabled")).isEqualTo("true");
  }

  @Test
  void aListComesInPagesOfAHundredAtMost() {
    for (int i = 0; i < 101; i++) account("000000-000000-%06d".formatted(i), "roles/billing.user");

    Reply first = emulated.get("//v1/billingAccounts?pageSize=500");
    Reply second =
        emulated.get("//v1/billingAccounts?pageToken=" + Emulated.q(first.text("nextPageToken")));

    assertThat(first.body().getAsJsonArray("billingAccounts")).hasSize(100);
    assertThat(second.text("billingAccounts.0.name")).endsWith("000100");
    assertThat(second.text("nextPageToken")).isEmpty();
    assertThat(emulated.get("//v1/billingAccounts?pageToken=nonsense").status()).isEqualTo(400);
    assertThat(emulated.get("//v1/billingAccounts?filter=open=true").status()).isEqualTo(400);
  }

  @Test
  void tooManyCallsInAMinuteAreExhaustion() {
    told("rate", "{'perMinute':0}");

    Reply limited = emulated.get(PROJECT);

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.text("error.status")).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(limited.text("error.details.0.reason")).isEqualTo("RATE_LIMIT_EXCEEDED");
  }

  @Test
  void whatIsNotPlayedSaysSo() {
    assertThat(emulated.postAt("//v1/billingAccounts/" + LAB + ":move", "{}").status())
        .isEqualTo(501);
    assertThat(emulated.get("//v1/services").status()).isEqualTo(404);
  }

  @Test
  void allOfItIsThereAfterACrash(@TempDir Path directory) {
    Path state = directory.resolve("state");
    emulated.startWith(state);
    account(LAB, "roles/billing.user");
    told("rights", "{'account':'" + LAB + "','role':'roles/billing.admin','afterSeconds':60}");
    link(LAB);
    emulated.advance("PT1M");
    assertThat(granted(LAB, "'billing.resourceAssociations.list'")).hasSize(1);

    emulated.startWith(state);

    assertThat(emulated.get(PROJECT).text("billingAccountName")).endsWith(LAB);
    assertThat(granted(LAB, "'billing.resourceAssociations.list'")).hasSize(1);
  }
}
