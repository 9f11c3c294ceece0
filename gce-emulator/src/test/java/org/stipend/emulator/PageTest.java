package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.compute.GuestFailure;

/** The emulator's own page, and what it is made of. */
class PageTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private HttpResponse<String> page() throws IOException, InterruptedException {
    URI own = URI.create(emulated.emulator().origin() + "/emulator/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(own).build(), BodyHandlers.ofString());
  }

  @Test
  void itIsOnePageWithoutAnythingFromElsewhere() throws IOException, InterruptedException {
    HttpResponse<String> page = page();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
    assertThat(page.body()).doesNotContain("http:", "https:", " src=");
  }

  @Test
  void itOffersEveryZoneAndEveryFailure() throws IOException, InterruptedException {
    assertThat(page().body())
        .contains(Places.ZONES)
        .contains(Arrays.stream(GuestFailure.values()).map(Enum::name).toList());
  }

  @Test
  void whatExistsIsShown() {
    emulated.aMachine("rt-1");
    emulated.done(emulated.post("/disks/rt-1/createSnapshot", "{'name':'copy'}"));
    emulated.advance("PT1M");
    Reply state = emulated.get("//emulator/state");
    assertThat(state.text("machines.0.name")).isEqualTo("rt-1");
    assertThat(state.text("machines.0.status")).isEqualTo("RUNNING");
    assertThat(state.text("machines.0.step")).isEqualTo("Health");
    assertThat(state.text("disks.0.machine")).isEqualTo("rt-1");
    assertThat(state.text("snapshots.0.sizeGb")).isEqualTo("20");
    assertThat(state.text("speed")).isEqualTo("0");
  }

  @Test
  void theLastEventsAreShown() {
    for (int i = 0; i < 60; i++) emulated.post("/disks", "{'name':'d-" + i + "','sizeGb':'10'}");
    JsonArray events = emulated.get("//emulator/state").body().getAsJsonArray("events");
    assertThat(events).hasSize(50);
    assertThat(events.get(49).getAsJsonObject().get("name").getAsString()).isEqualTo("d-59");
  }

  @Test
  void theClockCanRunFaster() {
    emulated.postAt("//emulator/clock", "{'speed':60}");
    assertThat(emulated.emulator().clock().speed()).isEqualTo(60);
    assertThat(emulated.postAt("//emulator/clock", "{'speed':0}").status()).isEqualTo(400);
  }

  @Test
  void pagesOfOthersMayNotAsk() {
    String origin = "http://elsewhere.example";
    var nothing = BodyPublishers.ofString("{}");
    assertThat(emulated.send("POST", "//emulator/reset", nothing, "Origin", origin).status())
        .isEqualTo(403);
    String own = emulated.emulator().origin();
    assertThat(emulated.send("POST", "//emulator/reset", nothing, "Origin", own).status())
        .isEqualTo(200);
  }

  @Test
  void aNameOfOthersThatPointsHereMayNotAskEither() throws IOException {
    try (var socket = new Socket("127.0.0.1", emulated.emulator().port())) {
      String request = "GET /emulator/state HTTP/1.0\r\nHost: elsewhere.example\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains(" 403 ");
    }
  }
}
