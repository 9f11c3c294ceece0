package org.stipend.orchestrator.engine.workflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.TaskQueues;

/** Time-outs and retries, named once per kind of call. */
public final class Calls {

  private Calls() {}

  /** The promise to people: a launch works or has failed by then, retries included. */
  private static final Duration LAUNCH_LIMIT = Duration.ofMinutes(20);

  /** Who waits for a cloud says so more often; where nobody does any more, another one goes on. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(500))
          .setMaximumInterval(Duration.ofSeconds(10))
          .build();

  /** Reading and writing rows. Never given up: without its row a workflow can do nothing right. */
  public static final ActivityOptions LEDGER =
      ActivityOptions.newBuilder()
          .setTaskQueue(TaskQueues.ENGINE)
          .setStartToCloseTimeout(Duration.ofSeconds(10))
          .setRetryOptions(PATIENT)
          .build();

  /** The same for what waits for its turn at a pool until it has it. */
  public static final ActivityOptions DEADLINE =
      LEDGER.toBuilder().setStartToCloseTimeout(Duration.ofSeconds(25)).build();

  /** Making something in a cloud. A call that is cancelled says so once it waits no more. */
  public static final ActivityOptions MAKE =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(LAUNCH_LIMIT)
          .setHeartbeatTimeout(HEARTBEAT)
          .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
          .setScheduleToCloseTimeout(LAUNCH_LIMIT)
          .setRetryOptions(
              PATIENT.toBuilder()
                  .setDoNotRetry(
                      FailureType.COMPUTER_FULL.name(),
                      FailureType.TOOL_UNAVAILABLE.name(),
                      FailureType.DISK_MISSING.name(),
                      FailureType.NO_CAPACITY.name(),
                      FailureType.INVALID_CONFIG.name())
                  .build())
          .build();

  /** Ending something that costs money: tried until it is done. */
  public static final ActivityOptions END =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(LAUNCH_LIMIT)
          .setHeartbeatTimeout(HEARTBEAT)
          .setRetryOptions(PATIENT.toBuilder().setMaximumInterval(Duration.ofMinutes(1)).build())
          .build();

  /** Moving a machine's own end. What waits for it is money: not long, it is called again. */
  public static final ActivityOptions LIMIT =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofSeconds(4))
          .setScheduleToCloseTimeout(Duration.ofSeconds(5))
          .setRetryOptions(PATIENT)
          .build();

  /** Looking at what a cloud has. */
  public static final ActivityOptions LOOK =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofSeconds(30))
          .setRetryOptions(PATIENT)
          .build();

  /** One page of what a cloud has: nobody waits for it, and a later pass asks again. */
  public static final ActivityOptions LIST =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofMinutes(1))
          .setScheduleToCloseTimeout(Duration.ofMinutes(4))
          .setRetryOptions(
              PATIENT.toBuilder()
                  .setDoNotRetry(FailureType.BILLING_OFF.name(), FailureType.NOT_ALLOWED.name())
                  .build())
          .build();

  /** Ending what a pass has found: what does not work is found again by the next one. */
  public static final ActivityOptions END_IN_PASSING =
      END.toBuilder()
          .setStartToCloseTimeout(Duration.ofMinutes(2))
          .setScheduleToCloseTimeout(Duration.ofMinutes(3))
          .setRetryOptions(
              END.getRetryOptions().toBuilder()
                  .setDoNotRetry(FailureType.NOT_ALLOWED.name(), FailureType.INVALID_CONFIG.name())
                  .build())
          .build();

  /** Asking about billing, and linking: who asks tries again by himself, and says so meanwhile. */
  public static final ActivityOptions BILLING =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofSeconds(10))
          .setScheduleToCloseTimeout(Duration.ofSeconds(30))
          .setRetryOptions(
              PATIENT.toBuilder()
                  .setDoNotRetry(FailureType.NOT_ALLOWED.name(), FailureType.INVALID_CONFIG.name())
                  .build())
          .build();

  /** One long, heart-beating wait for a tool; ends early when the wish changes. */
  public static final ActivityOptions WAIT =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(LAUNCH_LIMIT)
          .setScheduleToCloseTimeout(LAUNCH_LIMIT)
          .setHeartbeatTimeout(Duration.ofSeconds(10))
          .setCancellationType(ActivityCancellationType.TRY_CANCEL)
          .setRetryOptions(
              PATIENT.toBuilder()
                  .setDoNotRetry(FailureType.TOOL_EXITED.name(), FailureType.TOOL_UNHEALTHY.name())
                  .build())
          .build();

  /** The same call, on the provider's own queue. */
  public static ActivityOptions on(String queue, ActivityOptions options) {
    return options.toBuilder().setTaskQueue(queue).build();
  }
}
