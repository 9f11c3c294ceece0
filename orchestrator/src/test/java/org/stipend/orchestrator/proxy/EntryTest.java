package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;

class EntryTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private TestingHouse house;
  private UUID ada;
  private UUID workspace;
  private RuntimeId runtime;

  @BeforeEach
  void aRunningRuntimeOfAda() {
    house = new TestingHouse(console.database().asOwner(), Instant.now());
    ada = id("ada", Role.RESEARCHER);
    workspace = house.workspaceOf(ada);
    runtime = house.runningJupyter(workspace, ada, URI.create("http://127.0.0.1:1"));
  }

  @Test
  void aMemberIsSentToTheToolsOwnOriginWithACode() {
    var answer = console.as("ada").get("/r/" + runtime);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location"))
        .matches("http://" + runtime + "\\.localhost:8081/\\.stipend/enter\\?code=[\\w-]{43}");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void whileItIsNotRunningTheWayLeadsToItsPage() {
    house.set(runtime, "STOPPED", "STOPPED");

    assertThat(console.as("ada").get("/r/" + runtime).header("Location"))
        .endsWith("/workspaces/" + workspace + "/runtimes/" + runtime);
  }

  @Test
  void strangersFindNothingAndWhoWatchesMayNotEnter() {
    id("eve", Role.RESEARCHER);
    id("root", Role.ADMIN);

    assertThat(console.as("eve").get("/r/" + runtime).status()).isEqualTo(404);
    assertThat(console.as("eve").get("/r/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(console.as("root").get("/r/" + runtime).status()).isEqualTo(403);
    assertThat(console.anonymous().get("/r/" + runtime).status()).isEqualTo(401);
  }

  @Test
  void whoIsNotSignedInSignsInAndComesBack() {
    var answer = console.anonymous().with("Accept", "text/html").get("/r/" + runtime + "?to=/lab");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location"))
        .contains("/sign-in?to=%2Fr%2F" + runtime + "%3Fto%3D%2Flab");
  }

  @Test
  void anAddressThatIsNotOneInsideTheToolIsRefused() {
    for (String to : new String[] {"https://evil.example", "lab", "%2Fa%0D%0AX:%20y"}) {
      assertThat(console.as("ada").get("/r/" + runtime + "?to=" + to).status()).isEqualTo(400);
    }
  }

  private static UUID id(String person, Role role) {
    return UUID.fromString(
        console.as(person, role).get("/api/me").json().path("person").path("id").asString());
  }
}
