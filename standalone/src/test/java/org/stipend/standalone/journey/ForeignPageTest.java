package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of somebody else's in a browser in which a person is signed in and works in a tool. */
class ForeignPageTest {

  private static final List<String> READS =
      List.of(
          "/api/runtimes",
          "/actuator/env",
          "/api/contents",
          "/api/terminals",
          "/api/v1/namespaces/default/workflows",
          "/api/v1/namespaces/default/activities");

  private static final List<String> WRITES =
      List.of(
          "/api/workspaces",
          "/api/terminals",
          "/api/v1/namespaces/default/workflows/of-a-stranger",
          "/api/v1/namespaces/default/activities/of-a-stranger");

  /** Says what a page could read of the answer, or that the browser let it read nothing. */
  private static final String ASK =
      """
      async ([url, method, mode]) => {
        const text = method === "POST" ? {"Content-Type": "text/plain"} : {};
        const body = method === "POST"
          ? JSON.stringify({activityType: {name: "Disks.Delete"}, workflowType: {name: "Runtime"},
              taskQueue: {name: "stipend-local"}, startToCloseTimeout: "60s", name: "stranger"})
          : undefined;
        try {
          const answer = await fetch(url, {method, mode, headers: text, body, credentials: "include",
            signal: AbortSignal.timeout(5000)});
          return answer.type === "opaque" ? "nothing" : answer.status + " " + await answer.text();
        } catch (refused) {
          return "nothing";
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void readsNothingStartsNothingAndDeletesNothing() throws Exception {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      String disk = ada.disks().getFirst().path("id").asString();
      Page own = browser.window();
      worksIn(own, stipend, runtime);
      HttpServer evil = serve();
      Page page = own.context().newPage();
      page.navigate("http://evil.example:" + evil.getAddress().getPort() + "/");

      for (OpenPort port : OpenPort.of(stipend)) {
        asks(page, port.number());
        comesUnderItsOwnName(own.context().newPage(), port.number());
      }

      evil.stop(0);
      assertThat(ada.runtimes()).hasSize(1);
      assertThat(ada.state(runtime)).isEqualTo("RUNNING");
      assertThat(stipend.data().resolve("local/disks/pd-" + disk)).isDirectory();
      Books.prove(stipend);
    }
  }

  private static void worksIn(Page page, TestStipend stipend, String runtime) {
    page.navigate(stipend.signInLink());
    page.navigate(stipend.url() + "/r/" + runtime);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ada Lovelace")).click();
    page.waitForURL("**/terminals/1");
  }

  /** From its own origin, with all the cookies that the browser has. */
  private static void asks(Page page, int port) {
    for (String host : List.of("127.0.0.1", "localhost", "evil.example")) {
      for (String mode : List.of("cors", "no-cors")) {
        for (String path : READS) {
          expectNothing(page, "http://" + host + ":" + port + path, "GET", mode);
        }
        for (String path : WRITES) {
          expectNothing(page, "http://" + host + ":" + port + path, "POST", mode);
        }
      }
    }
  }

  private static void expectNothing(Page page, String url, String method, String mode) {
    assertThat(page.evaluate(ASK, List.of(url, method, mode)))
        .as("%s %s (%s)", method, url, mode)
        .isEqualTo("nothing");
  }

  /** By a name that is made to lead to this port: what is asked is of the same origin then. */
  private static void comesUnderItsOwnName(Page page, int port) {
    String own = "http://rebound.example:" + port;
    page.route(own + "/", route -> route.fulfill(ofHtml()));
    page.navigate(own + "/");
    page.unroute(own + "/");
    READS.forEach(path -> expectRefusal(page, own + path, "GET"));
    WRITES.forEach(path -> expectRefusal(page, own + path, "POST"));
    page.close();
  }

  private static void expectRefusal(Page page, String url, String method) {
    assertThat((String) page.evaluate(ASK, List.of(url, method, "cors")))
        .as("%s %s", method, url)
        .matches("(?s)nothing|[45].*");
  }

  private static Route.FulfillOptions ofHtml() {
    return new Route.FulfillOptions()
        .setHeaders(Map.of("Content-Type", "text/html"))
        .setBody("<title>evil</title>");
  }

  private static HttpServer serve() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<title>evil</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          try (var body = exchange.getResponseBody()) {
            body.write(page);
          }
        });
    server.start();
    return server;
  }
}
