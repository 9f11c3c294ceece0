package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.q;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {

  private static final String ID = "8b4a1f9e-5d0c-4d4e-9a51-3f1f0f6f7a10";

  @RegisterExtension final Emulated emulated = new Emulated();

  private Reply again(Reply operation) {
    return emulated.zone("/operations/" + operation.text("name"));
  }

  @Test
  void anOperationGoesFromPendingOverRunningToDone() {
    Reply operation = emulated.post("/disks", "{'name':'pd-1'}");
    assertThat(operation.text("status")).isEqualTo("PENDING");
    assertThat(operation.has("startTime")).isFalse();
    emulated.advance("PT1S");
    assertThat(again(operation).text("status")).isEqualTo("RUNNING");
    assertThat(again(operation).has("endTime")).isFalse();
    emulated.advance("PT8S");
    assertThat(again(operation).text("status")).isEqualTo("DONE");
    assertThat(again(operation).text("progress")).isEqualTo("100");
    assertThat(again(operation).has("error")).isFalse();
  }

  @Test
  void anOperationSaysWhatItDoesToWhat() {
    Reply operation = emulated.post("/disks", "{'name':'pd-1'}");
    assertThat(operation.text("kind")).isEqualTo("compute#operation");
    assertThat(operation.text("name"))
        .matches("operation-[0-9]{13}-[0-9a-f]{13}-[0-9a-f]{8}-[0-9a-f]{8}");
    assertThat(operation.text("operationType")).isEqualTo("insert");
    assertThat(operation.text("targetLink")).endsWith("/zones/us-central1-a/disks/pd-1");
    assertThat(operation.text("zone")).endsWith("/zones/us-central1-a");
    assertThat(operation.has("region")).isFalse();
    assertThat(operation.text("insertTime")).isEqualTo("2026-11-30T04:00:00.000-08:00");
  }

  @Test
  void progressOnlyGrows() {
    Reply operation = emulated.post("/disks", "{'name':'pd-1'}");
    int before = 0;
    for (int i = 0; i < 10; i++) {
      int now = Integer.parseInt(again(operation).text("progress"));
      assertThat(now).isBetween(before, 100);
      before = now;
      emulated.advance("PT1S");
    }
    assertThat(before).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "{}", "a=b"})
  void waitTakesAnyBody(String body) {
    Reply operation = emulated.post("/disks", "{'name':'pd-1'}");
    String path = "/zones/us-central1-a/operations/" + operation.text("name") + "/wait";
    Reply waited =
        emulated.send(
            "POST",
            path,
            BodyPublishers.ofString(body),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(waited.text("status")).isEqualTo("DONE");
  }

  @Test
  void anUnknownOperationIsNotFound() {
    assertThat(emulated.zone("/operations/operation-1").status()).isEqualTo(404);
    assertThat(emulated.post("/operations/operation-1/wait", "").reason()).isEqualTo("notFound");
  }

  @Test
  void finishedOperationsStayListed() {
    Reply disk = emulated.aDisk("pd-1");
    emulated.advance("P1D");
    String filter = "?filter=" + q("targetId = " + disk.text("id"));
    assertThat(emulated.zone("/operations" + filter).names()).hasSize(1);
    assertThat(emulated.get("/aggregated/operations").body().toString())
        .contains("\"operationType\":\"insert\"")
        .contains("There are no results for scope 'global' on this page.");
    assertThat(emulated.get("/global/operations").has("items")).isFalse();
    assertThat(emulated.get("/regions/us-central1/operations").has("items")).isFalse();
  }

  @Test
  void whatIsGlobalHasNoZone() {
    emulated.aDisk("pd-1");
    emulated.done(emulated.post("/disks/pd-1/createSnapshot", "{'name':'copy'}"));
    Reply deleted = emulated.send("DELETE", "/global/snapshots/copy", BodyPublishers.noBody());
    assertThat(deleted.has("zone")).isFalse();
    assertThat(deleted.text("selfLink")).contains("/global/operations/");
    emulated.done(deleted);
    assertThat(emulated.get("/global/snapshots/copy").status()).isEqualTo(404);
  }

  @Test
  void aRepeatedRequestIdAnswersTheFirstOperationAndDoesNothing() {
    Reply first = emulated.post("/disks?requestId=" + ID, "{'name':'pd-1'}");
    emulated.done(first);
    Reply second = emulated.post("/disks?requestId=" + ID, "{'name':'pd-1'}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("name")).isEqualTo(first.text("name"));
    assertThat(second.text("status")).isEqualTo("DONE");
    assertThat(emulated.zone("/operations").names()).hasSize(1);
  }

  @Test
  void aRequestIdIsForgottenAfterAnHour() {
    emulated.done(emulated.post("/disks?requestId=" + ID, "{'name':'pd-1'}"));
    emulated.advance("PT61M");
    assertThat(emulated.post("/disks?requestId=" + ID, "{'name':'pd-1'}").reason())
        .isEqualTo("alreadyExists");
  }

  @Test
  void aRefusedRequestMayBeRepeated() {
    assertThat(emulated.post("/disks?requestId=" + ID, "{'name':'X'}").status()).isEqualTo(400);
    assertThat(emulated.post("/disks?requestId=" + ID, "{'name':'x'}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "again", "1"})
  void aRequestIdIsAnIdAndNotZero(String id) {
    assertThat(emulated.post("/disks?requestId=" + id, "{'name':'pd-1'}").reason())
        .isEqualTo("invalid");
  }
}
