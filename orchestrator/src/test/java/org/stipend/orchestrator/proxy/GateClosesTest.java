package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stipend.orchestrator.change.Kind;

/** Who may no longer pass, and what they are told. */
final class GateClosesTest extends AtTheGate {

  @Test
  void aSocketIsCutWhenTheRuntimeIsToldToStop() throws Exception {
    String cookie = enter(runtime, ada);
    var socket = connect(cookie);
    socket.say("hello");

    house.set(runtime, "STOPPED", "STOPPING");
    gate.announce(Kind.RUNTIME, runtime.value());

    await().until(() -> socket.closed.isDone() && tool.sockets.get() == 0);
    assertThat(gate.server().tunnels().open()).isZero();
    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Jupyter is stopping");
  }

  @Test
  void aSocketIsCutWhenItsPersonLeavesTheWorkspaceAndTheOthersStay() throws Exception {
    UUID bob = house.researcher();
    house.join(bob, workspace, "WRITER");
    String cookieOfBob = enter(runtime, bob);
    var socketOfBob = connect(cookieOfBob);
    var socketOfAda = connect(enter(runtime, ada));
    socketOfBob.say("hello");
    socketOfAda.say("hello");

    database.jdbc().sql("DELETE FROM workspace_member WHERE person = ?").param(bob).update();
    gate.announce(Kind.WORKSPACE, workspace);

    await().until(socketOfBob.closed::isDone);
    assertThat(socketOfAda.say("still here")).isEqualTo("echo still here");
    assertThat(get(request(runtime, "/").header("Cookie", cookieOfBob)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSocketIsCutWhenItsWorkspaceIsDeletedThoughItsToolStillRuns() throws Exception {
    String cookie = enter(runtime, ada);
    var socket = connect(cookie);
    socket.say("hello");

    database.jdbc().sql("UPDATE workspace SET deleted_at = now()").update();
    gate.announce(Kind.WORKSPACE, workspace);

    await().until(socket.closed::isDone);
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void disablingAPersonOrSigningOutEndsTheirCookies() throws Exception {
    String session = house.consoleSession(ada);
    String cookie =
        cookieOf(get(request(runtime, "/.stipend/enter?code=" + code(runtime, ada, session, "/"))));
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);

    database.jdbc().sql("DELETE FROM spring_session WHERE session_id = ?").param(session).update();
    gate.announceAndWait(Kind.PERSON, ada);
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(401);

    String fresh = enter(runtime, ada);
    assertThat(get(request(runtime, "/").header("Cookie", fresh)).statusCode()).isEqualTo(200);
    database
        .jdbc()
        .sql("UPDATE person SET disabled_at = first_seen_at WHERE id = ?")
        .param(ada)
        .update();
    gate.announceAndWait(Kind.PERSON, ada);
    assertThat(get(request(runtime, "/").header("Cookie", fresh)).statusCode()).isEqualTo(401);
  }

  @Test
  void aPermissionIsReadAgainAfterAMinuteEvenWhenNothingWasHeard() throws Exception {
    String cookie = enter(runtime, ada);
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);

    database.jdbc().sql("DELETE FROM workspace_member WHERE person = ?").param(ada).update();
    pass(60);

    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void workInAToolKeepsThePersonSignedIn() throws Exception {
    String session = house.consoleSession(ada);
    String cookie =
        cookieOf(get(request(runtime, "/.stipend/enter?code=" + code(runtime, ada, session, "/"))));

    for (int minutes = 0; minutes < 60; minutes += 20) {
      pass(20 * 60);
      assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aReaderHasNoWayIn() throws Exception {
    UUID reader = house.researcher();
    house.join(reader, workspace, "READER");

    assertThat(get(request(runtime, "/").header("Cookie", enter(runtime, reader))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aStoppedRuntimesAddressShowsAPageWithStart() throws Exception {
    String cookie = enter(runtime, ada);
    house.set(runtime, "STOPPED", "STOPPED");

    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));
    HttpResponse<String> program = get(request(runtime, "/api").header("Cookie", cookie));

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body())
        .contains("Jupyter is stopped")
        .contains(
            "href=\"http://localhost:8080/workspaces/%s/runtimes/%s#start\""
                .formatted(workspace, runtime))
        .contains("Go to Start");
    assertThat(program.statusCode()).isEqualTo(503);
    assertThat(program.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(program.body()).contains("RUNTIME_NOT_RUNNING");
  }

  @Test
  void aToolWhoseSecretNobodyCanOpenIsClosedAndSaysHowToMendIt() throws Exception {
    String cookie = enter(runtime, ada);
    house.exchangeSecrets(
        runtime, house.runningJupyter(house.workspaceOf(ada), ada, tool.address()));

    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));
    HttpResponse<String> program = get(request(runtime, "/api").header("Cookie", cookie));

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Jupyter cannot be opened").contains("Stop it and start it");
    assertThat(program.statusCode()).isEqualTo(503);
    assertThat(program.body()).contains("\"code\":\"TOOL_LOCKED\"");
  }

  @Test
  void aToolThatDoesNotAnswerIsSaidSo() throws Exception {
    String cookie = enter(runtime, ada);
    tool.close();

    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Jupyter does not answer");
  }
}
