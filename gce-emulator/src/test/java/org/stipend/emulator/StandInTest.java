package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.emulator.Emulated.vm;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listens in machines in place of their tools. */
class StandInTest {

  private static final String SECRET = "c0ffee";
  private static final String GUEST = "/getGuestAttributes?variableKey=stipend/";

  @RegisterExtension final Emulated emulated = new Emulated(true);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  /** Of this run of the test alone, and with it the machine's address. */
  private String name;

  @BeforeEach
  void chooseName() {
    name = "rt-" + UUID.randomUUID();
  }

  private void runs(String tool) {
    String metadata =
        "'metadata':{'items':[{'key':'enable-guest-attributes','value':'TRUE'},"
            + "{'key':'stipend-tool','value':'%s'},{'key':'stipend-secret','value':'%s'}]},";
    String more = metadata.formatted(tool, SECRET);
    emulated.done(emulated.post("/instances", vm(name, "e2-medium", more)));
  }

  private void hasBooted(String tool) {
    runs(tool);
    emulated.advance("PT1M");
  }

  private String address() {
    return emulated.machine(name).text("networkInterfaces.0.networkIP");
  }

  private HttpResponse<String> get(int port, String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://" + address() + ":" + port + path));
    if (headers.length > 0) request.headers(headers);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> jupyter(String path) throws IOException, InterruptedException {
    return get(8888, path, "Authorization", "token " + SECRET);
  }

  private void nobodyListens() {
    nobodyListensAt(address());
  }

  private static void nobodyListensAt(String address) {
    assertThatThrownBy(() -> new Socket(address, 8888)).isInstanceOf(ConnectException.class);
  }

  private String reported(String key) {
    return emulated.zone("/instances/" + name + GUEST + key).text("variableValue");
  }

  @ParameterizedTest
  @CsvSource({
    "JUPYTER, 8888, /api, Authorization, 'token ', 403",
    "TERMINAL, 7681, /, Authorization, 'token ', 403",
    "RSTUDIO, 8787, /, X-Stipend-Secret, '', 401",
    "CROMWELL, 8000, /engine/v1/status, X-Stipend-Secret, '', 401",
  })
  void aToolIsHealthyForWhoKnowsItsSecret(
      String tool, int port, String path, String header, String prefix, int otherwise)
      throws IOException, InterruptedException {
    hasBooted(tool);
    assertThat(get(port, path, header, prefix + SECRET).statusCode()).isEqualTo(200);
    assertThat(get(port, path, header, prefix + "other").statusCode()).isEqualTo(otherwise);
    assertThat(get(port, path).statusCode()).isEqualTo(otherwise);
  }

  @Test
  void thePageSaysThatItIsAStandIn() throws IOException, InterruptedException {
    hasBooted("JUPYTER");
    for (String path : List.of("/", "/lab")) {
      HttpResponse<String> page = jupyter(path);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(page.body())
          .contains("This is a stand-in for Jupyter", name, "Nothing is executed here");
    }
  }

  @Test
  void aJupyterSaysWhatGoesOnInIt() throws IOException, InterruptedException {
    hasBooted("JUPYTER");
    var status = JsonParser.parseString(jupyter("/api/status").body()).getAsJsonObject();
    assertThat(status.get("kernels").getAsInt()).isZero();
    assertThat(status.get("connections").getAsInt()).isZero();
    assertThat(status.get("last_activity").getAsString()).isEqualTo("2026-11-30T12:00:29.200000Z");
    for (String path : List.of("kernels", "sessions", "terminals")) {
      assertThat(jupyter("/api/" + path + "?no_track_activity=1").body()).isEqualTo("[]");
    }
    assertThat(jupyter("/api/contents").statusCode()).isEqualTo(404);
  }

  @Test
  void itExecutesNothing() throws IOException, InterruptedException {
    hasBooted("JUPYTER");
    var request =
        HttpRequest.newBuilder(URI.create("http://" + address() + ":8888/api/kernels"))
            .header("Authorization", "token " + SECRET)
            .POST(HttpRequest.BodyPublishers.noBody());
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(501);
  }

  @Test
  void itListensFromTheStepToolOnAndWhileTheMachineRuns() throws IOException, InterruptedException {
    runs("JUPYTER");
    emulated.advance("PT11S");
    nobodyListens();
    emulated.advance("PT1S");
    assertThat(jupyter("/api").statusCode()).isEqualTo(200);
    String address = address();
    Reply stop = emulated.post("/instances/" + name + "/stop", "");
    nobodyListens();
    emulated.done(stop);
    assertThat(address()).isEqualTo(address);
    emulated.done(emulated.post("/instances/" + name + "/start", ""));
    emulated.advance("PT12S");
    assertThat(address()).isEqualTo(address);
    assertThat(jupyter("/api").statusCode()).isEqualTo(200);
  }

  @Test
  void aSecretThatIsChangedCountsFromTheNextStartOn() throws IOException, InterruptedException {
    hasBooted("JUPYTER");
    String fingerprint = emulated.machine(name).text("metadata.fingerprint");
    String items =
        "[{'key':'stipend-tool','value':'JUPYTER'},{'key':'stipend-secret','value':'b'}]";
    emulated.done(
        emulated.post(
            "/instances/" + name + "/setMetadata",
            "{'fingerprint':'" + fingerprint + "','items':" + items + "}"));
    assertThat(jupyter("/api").statusCode()).isEqualTo(200);
    emulated.done(emulated.post("/instances/" + name + "/reset", ""));
    emulated.advance("PT1M");
    assertThat(jupyter("/api").statusCode()).isEqualTo(403);
  }

  @Test
  void addressesAreOnThisComputerAndTheSubnetworkSaysSo() {
    emulated.aMachine(name);
    assertThat(address()).startsWith("127.128.");
    Reply subnetwork = emulated.get("/regions/us-central1/subnetworks/default");
    assertThat(subnetwork.text("ipCidrRange")).isEqualTo("127.128.0.0/20");
    assertThat(subnetwork.text("gatewayAddress")).isEqualTo("127.128.0.1");
  }

  @Test
  void machinesOfTwoProjectsDoNotShareAnAddress() {
    emulated.aMachine("rt-1");
    // the hashes of these names are the same
    emulated.postAt(
        "//compute/v1/projects/Aa/zones/us-central1-a/instances", vm("rt-1", "e2-medium", ""));
    emulated.postAt(
        "//compute/v1/projects/BB/zones/us-central1-a/instances", vm("rt-1", "e2-medium", ""));
    String ip = "items.zones/us-central1-a.instances.0.networkInterfaces.0.networkIP";
    assertThat(emulated.get("//compute/v1/projects/Aa/aggregated/instances").text(ip))
        .isNotEqualTo(emulated.get("//compute/v1/projects/BB/aggregated/instances").text(ip));
  }

  @Test
  void aPlaceThatIsTakenIsAnErrorOfTheStart() throws IOException {
    runs("JUPYTER");
    try (var taken = new ServerSocket(8888, 1, InetAddress.getByName(address()))) {
      emulated.advance("PT1M");
      assertThat(reported("failure")).isEqualTo("STARTUP_FAILED");
      assertThat(reported("message")).startsWith("cannot listen on " + address() + ":8888: ");
      assertThat(reported("step")).isEqualTo("Tool");
      assertThat(emulated.zone("/instances/" + name + "/serialPort").text("contents"))
          .endsWith("stipend: " + reported("message") + "\r\n");
      assertThat(taken.isBound()).isTrue();
    }
  }

  @Test
  void whatCouldNotListenIsRememberedToo() throws IOException {
    Path state = folder.resolve("state");
    emulated.startWith(state);
    runs("JUPYTER");
    try (var taken = new ServerSocket(8888, 1, InetAddress.getByName(address()))) {
      emulated.advance("PT1M");
      assertThat(reported("failure")).isEqualTo("STARTUP_FAILED");
      assertThat(taken.isBound()).isTrue();
    }
    emulated.startWith(state);
    assertThat(reported("failure")).isEqualTo("STARTUP_FAILED");
    nobodyListens();
  }

  @Test
  void anotherProcessListensWhereTheLastOneDid() throws IOException, InterruptedException {
    Path state = folder.resolve("state");
    emulated.startWith(state);
    hasBooted("JUPYTER");
    String address = address();
    emulated.startWith(state);
    assertThat(address()).isEqualTo(address);
    assertThat(jupyter("/api").statusCode()).isEqualTo(200);
  }

  private void fails(String failure, String when) {
    String told =
        "{'project':'stipend-ws-1','zone':'us-central1-a','instance':'%s','failure':'%s'%s}";
    emulated.postAt("//emulator/guests", told.formatted(name, failure, when));
  }

  @Test
  void aToolThatIsNotWellListensAndSaysSo() throws IOException, InterruptedException {
    fails("TOOL_UNHEALTHY", "");
    hasBooted("JUPYTER");
    assertThat(jupyter("/api").statusCode()).isEqualTo(503);
  }

  @Test
  void aToolThatIsKilledDoesNotListen() throws IOException, InterruptedException {
    hasBooted("JUPYTER");
    assertThat(jupyter("/api").statusCode()).isEqualTo(200);
    fails("OUT_OF_MEMORY", ",'now':true");
    nobodyListens();
  }

  @Test
  void aResetClosesEverything() {
    hasBooted("JUPYTER");
    String address = address();
    emulated.emulator().reset();
    nobodyListensAt(address);
  }

  @Test
  void theEndOfTheEmulatorClosesEverything() {
    hasBooted("JUPYTER");
    String address = address();
    emulated.emulator().close();
    nobodyListensAt(address);
  }

  @Test
  void nobodyListensWhereNoToolIsNamed() {
    emulated.aMachine(name);
    emulated.advance("PT1M");
    nobodyListens();
  }
}
