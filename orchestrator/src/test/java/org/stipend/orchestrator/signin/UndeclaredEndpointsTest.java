package org.stipend.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;

@ExtendWith(OutputCaptureExtension.class)
class UndeclaredEndpointsTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void whoIsSignedInMayAskWhatAnAddressCanBeAskedForWhichIsNoFaultOfOurs(CapturedOutput log) {
    var options = console.as("ada", Role.RESEARCHER).send("OPTIONS", "/api/workspaces", "");

    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow")).contains("GET", "POST");
    assertThat(log.getOut()).doesNotContain("no authority declared");
  }
}
