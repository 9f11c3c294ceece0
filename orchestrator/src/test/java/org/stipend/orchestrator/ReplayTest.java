package org.stipend.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.orchestrator.billing.workflow.AccountWorkflowImpl;
import org.stipend.orchestrator.billing.workflow.LinkWorkflowImpl;
import org.stipend.orchestrator.books.workflow.CreditWorkflowImpl;
import org.stipend.orchestrator.disk.workflow.DiskWorkflowImpl;
import org.stipend.orchestrator.reconcile.workflow.ReconcileWorkflowImpl;
import org.stipend.orchestrator.runtime.workflow.ProviderWorkflowImpl;
import org.stipend.orchestrator.runtime.workflow.RuntimeWorkflowImpl;

/**
 * Histories recorded by earlier versions replay on this one: what runs now survives the next
 * deploy. One history per workflow type and shape; a new shape is recorded by a story in {@code
 * RecordRuntimeHistories} or the like, or with {@code temporal workflow show --output json}.
 */
class ReplayTest {

  private static final Path HISTORIES = Path.of("src/test/resources/histories");

  static List<String> histories() throws IOException {
    try (Stream<Path> files = Files.list(HISTORIES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyWorkflowTypeHasAHistory() throws IOException {
    assertThat(histories())
        .anyMatch(name -> name.startsWith("runtime-"))
        .anyMatch(name -> name.startsWith("credit-"))
        .anyMatch(name -> name.startsWith("disk-"))
        .anyMatch(name -> name.startsWith("provider-"))
        .anyMatch(name -> name.startsWith("account-"))
        .anyMatch(name -> name.startsWith("link-"))
        .anyMatch(name -> name.startsWith("reconcile-"));
  }

  /** What a shape is known by in its history. */
  @ParameterizedTest
  @CsvSource({
    "runtime-launch-refused,     COMPUTER_FULL",
    "runtime-launch-failed,      TOOL_UNHEALTHY",
    "runtime-launch-cancelled,   EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED",
    "runtime-stopped-by-credit,  EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED",
    "runtime-rolled-over,        EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW",
    "runtime-started-elsewhere,  Disks.Move",
    "runtime-continued,          EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED",
    "credit-exhausted,           EVENT_TYPE_TIMER_FIRED",
    "link-confirmed-late,        NOT_ALLOWED",
    "link-account-closed,        LinkLedger.Setback",
    "link-back-to-credit,        EVENT_TYPE_TIMER_CANCELED",
    "reconcile-stopped-deleted,  Machines.Delete",
    "account-watched,            EVENT_TYPE_ACTIVITY_TASK_FAILED"
  })
  void aHistoryHoldsWhatItIsNamedFor(String history, String event) throws IOException {
    assertThat(HISTORIES.resolve(history + ".json")).content().contains(event);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replays(String history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        HISTORIES.resolve(history).toFile(), workflowOf(history));
  }

  @Test
  void wouldNoticeAnotherWorkflow() throws IOException {
    String runtime =
        histories().stream().filter(name -> name.startsWith("runtime-")).findFirst().orElseThrow();

    assertThatThrownBy(() ->
            WorkflowReplayer.replayWorkflowExecution(
                HISTORIES.resolve(runtime).toFile(), DiskWorkflowImpl.class))
        .isInstanceOf(Exception.class);
  }

  private static Class<?> workflowOf(String history) {
    return switch (history.substring(0, history.indexOf('-'))) {
      case "runtime" -> RuntimeWorkflowImpl.class;
      case "credit" -> CreditWorkflowImpl.class;
      case "disk" -> DiskWorkflowImpl.class;
      case "account" -> AccountWorkflowImpl.class;
      case "link" -> LinkWorkflowImpl.class;
      case "reconcile" -> ReconcileWorkflowImpl.class;
      case "provider" -> ProviderWorkflowImpl.class;
      default -> throw new IllegalArgumentException(history);
    };
  }
}
