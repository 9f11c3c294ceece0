package org.stipend.workers.probe;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;
import org.stipend.workers.pause.Pause;
import org.stipend.workers.refusal.Refusal;

/**
 * Looks from outside until the tool answers. Gives up at once when the run has ended, and at the
 * deadline, which counts from the run's start however often the call is repeated.
 */
@ActivityImpl(taskQueues = TaskQueues.LOCAL)
public final class HttpToolProbe implements ToolProbe {

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

  private interface Look {
    boolean succeeds() throws InterruptedException;
  }

  private final Trouble trouble;
  private final Machines machines;
  private final ProbeSettings settings;
  private final Pause pause;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();

  public HttpToolProbe(Machines machines, ProbeSettings settings, InstantSource clock) {
    this(machines, settings, Pause.sleeping(), clock, _ -> Optional.empty());
  }

  public HttpToolProbe(
      Machines machines,
      ProbeSettings settings,
      Pause pause,
      InstantSource clock,
      Trouble trouble) {
    this.trouble = trouble;
    this.machines = machines;
    this.settings = settings;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public void awaitListening(ProbeTool request) {
    await(request, () -> listens(request));
  }

  @Override
  public void awaitHealthy(ProbeTool request) {
    await(request, () -> isHealthy(request));
  }

  private void await(ProbeTool request, Look look) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      while (true) {
        Optional<MachineState.Running> run = run(request);
        if (run.isPresent()) {
          Instant deadline = run.get().startedAt().plus(settings.deadline());
          if (look.succeeds()) return;
          Optional<RuntimeException> why = trouble.of(request.name());
          if (why.isPresent()) throw why.get();
          if (clock.instant().isAfter(deadline)) throw unhealthy();
        }
        context.heartbeat(null);
        pause.of(settings.interval());
      }
    } catch (InterruptedException | ActivityWorkerShutdownException ending) {
      context.doNotCompleteOnReturn(); // another worker, or our next start, looks again
    }
  }

  /** Empty while it is on its way up or down. */
  private Optional<MachineState.Running> run(ProbeTool request) {
    return switch (machines.observe(request.name())) {
      case MachineState.Running running -> Optional.of(running);
      case MachineState.Starting _, MachineState.Stopping _ -> Optional.empty();
      case MachineState.Stopped stopped ->
          throw Refusal.of(
              FailureType.TOOL_EXITED,
              "%s ended%s, cause %s\n%s"
                  .formatted(
                      request.tool(),
                      stopped.exitCode() == null ? "" : " with exit code " + stopped.exitCode(),
                      stopped.cause(),
                      stopped.logTail()));
      case MachineState.Missing _ ->
          throw Refusal.of(FailureType.TOOL_EXITED, "machine is gone: " + request.name().value());
    };
  }

  private static boolean listens(ProbeTool request) {
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(request.address().getHost(), request.address().getPort());
      socket.connect(address, (int) CONNECT_PATIENCE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isHealthy(ProbeTool request) throws InterruptedException {
    ToolHealth health = ToolHealth.of(request.tool());
    HttpRequest question =
        HttpRequest.newBuilder(request.address().resolve(health.path()))
            .timeout(ANSWER_PATIENCE)
            .header(health.header(), health.prefix() + request.secret())
            .build();
    try {
      return health.healthy().contains(http.send(question, BodyHandlers.discarding()).statusCode());
    } catch (IOException notYet) {
      return false;
    }
  }

  private ApplicationFailure unhealthy() {
    return Refusal.of(
        FailureType.TOOL_UNHEALTHY,
        "The tool runs, but did not answer within %d s of its start."
            .formatted(settings.deadline().toSeconds()));
  }
}
