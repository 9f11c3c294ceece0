package org.stipend.workers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;
import org.stipend.cloud.probe.ToolProbeContract;

class HttpToolProbeTest extends ToolProbeContract {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final MachineName NAME = MachineName.of(UUID.randomUUID(), 1);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicReference<MachineState> state = new AtomicReference<>();
  private final AtomicInteger asked = new AtomicInteger();
  private TestActivityEnvironment temporal;
  private HttpServer tool;
  private ToolProbe probe;

  /** A machine whose state the test decides. */
  private final class OneMachine implements Machines {
    @Override
    public MachineState create(StartMachine request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MachineState start(StartMachine request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MachineState stop(StopMachine request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MachineState delete(DeleteMachine request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void limit(LimitMachine request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MachineState observe(MachineName name) {
      return state.get();
    }
  }

  @BeforeEach
  void open() throws IOException {
    tool = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tool.start();
    state.set(new MachineState.Running(NAME, 1, START, address(), "s3cret", START, null));
    var settings = new ProbeSettings(Duration.ofMillis(5), Duration.ofMinutes(3));
    temporal = TestActivityEnvironment.newInstance();
    temporal.registerActivitiesImplementations(
        new HttpToolProbe(new OneMachine(), settings, now::get));
    probe = temporal.newActivityStub(ToolProbe.class);
  }

  @Override
  protected ToolProbe probe() {
    return probe;
  }

  @Override
  protected ProbeTool tool() {
    tool.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(302, -1);
          call.close();
        });
    return request(Tool.TERMINAL);
  }

  @Override
  protected void end() {
    state.set(
        new MachineState.Stopped(
            NAME, 1, START, START, StopCause.EXITED, 3, "no such module", false));
  }

  @AfterEach
  void close() {
    tool.stop(0);
    temporal.close();
  }

  @ParameterizedTest
  @CsvSource({
    "JUPYTER,  /api,              Authorization,    token s3cret, 200",
    "TERMINAL, /,                 Authorization,    token s3cret, 302",
    "RSTUDIO,  /,                 X-Stipend-Secret, s3cret,       302",
    "CROMWELL, /engine/v1/status, X-Stipend-Secret, s3cret,       200"
  })
  void aToolIsHealthyWhenItsDocumentedCallAnswersToTheSecret(
      Tool name, String path, String header, String secret, int status) {
    tool.createContext(
        "/",
        call -> {
          boolean known =
              call.getRequestURI().getPath().equals(path)
                  && secret.equals(call.getRequestHeaders().getFirst(header));
          // at first like a tool that still starts
          boolean ready = asked.incrementAndGet() > 2;
          call.sendResponseHeaders(known ? ready ? status : 500 : 403, -1);
          call.close();
        });

    probe.awaitHealthy(request(name));

    assertThat(asked).hasValue(3);
  }

  @Test
  void aToolListensWhenItsPortIsOpen() {
    probe.awaitListening(request(Tool.JUPYTER));
  }

  @Test
  void aToolThatEndedFailsAtOnceWithItsExitCodeAndLastLines() {
    end();

    assertFails(FailureType.TOOL_EXITED, "exit code 3", "no such module");
  }

  @Test
  void aMachineThatIsGoneFailsAtOnce() {
    state.set(new MachineState.Missing(NAME));

    assertFails(FailureType.TOOL_EXITED, "gone");
  }

  @Test
  void aToolThatNeverAnswersFailsAtTheDeadlineAfterItsStart() {
    tool.createContext(
        "/",
        call -> {
          now.updateAndGet(instant -> instant.plusSeconds(100));
          call.sendResponseHeaders(500, -1);
          call.close();
        });

    assertFails(FailureType.TOOL_UNHEALTHY, "within 180 s");
    assertThat(now.get()).isEqualTo(START.plusSeconds(200));
  }

  @Test
  void aCancelledProbeEndsQuietly() {
    tool.createContext(
        "/",
        call -> {
          temporal.requestCancelActivity();
          call.sendResponseHeaders(500, -1);
          call.close();
        });

    assertThatThrownBy(() -> probe.awaitHealthy(request(Tool.CROMWELL)))
        .isInstanceOf(CanceledFailure.class);
  }

  private void assertFails(FailureType type, String... words) {
    assertThatThrownBy(() -> probe.awaitHealthy(request(Tool.CROMWELL)))
        .isInstanceOf(ActivityFailure.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(type.name());
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getOriginalMessage()).contains(words);
            });
  }

  private ProbeTool request(Tool name) {
    return new ProbeTool(NAME, name, address(), "s3cret");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + tool.getAddress().getPort());
  }
}
