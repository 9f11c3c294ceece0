package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.billing.workflow.LinkLedger;
import org.stipend.orchestrator.billing.workflow.LinkWorkflow;
import org.stipend.orchestrator.billing.workflow.LinkWorkflowImpl;
import org.stipend.orchestrator.billing.workflow.TestingBilling;
import org.stipend.orchestrator.books.MoneyWorld;

/**
 * The project of a workspace follows its payer, and whoever does a step of it is killed before or
 * after its effect: what is left in the row is gone on with, and the books are not touched.
 */
final class LinkKilledTest {

  private static final BillingAccountId ACCOUNT = new BillingAccountId("012345-6789AB-CDEF01");
  private static final List<String> STEPS =
      List.of("load 1", "account 1", "progress 1", "link 1", "progress 2", "progress 3");

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestingBilling billing = new TestingBilling();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
              .build());
  private MoneyWorld world;
  private WorkspaceId workspace;
  private volatile String death = "";

  @BeforeEach
  void make() {
    world = new MoneyWorld(database);
    billing.put(ACCOUNT.value(), new TestingBilling.Account(true, true, true, "USD", Set.of()));
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(LinkWorkflowImpl.class);
    engine.registerActivitiesImplementations(
        mortal(LinkLedger.class, world.get(LinkActivities.class)));
    temporal
        .newWorker(TaskQueues.LOCAL)
        .registerActivitiesImplementations(mortal(ProjectBilling.class, billing));
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
    world.close();
  }

  @Test
  void whoeverDoesAStepIsKilledAndAnotherTriesItAgain() {
    for (String step : deaths()) {
      wish();
      death = step;
      finish(start());
      isLinkedOnceAndTheBooksAreAsTheyWere(step);
    }
  }

  @Test
  void allOfTemporalIsGoneAtAStepAndTheRowAloneIsGoneOnWith() {
    for (String step : deaths()) {
      wish();
      death = step;
      LinkWorkflow first = start();
      await().until(() -> death.isEmpty());
      WorkflowStub.fromTyped(first).terminate("Temporal was wiped");
      world.jdbc().sql(world.get(LinkEntity.class).raiseVersions()).update();
      finish(start());
      isLinkedOnceAndTheBooksAreAsTheyWere(step);
    }
  }

  private static List<String> deaths() {
    return STEPS.stream()
        .flatMap(step -> List.of("before " + step, "after " + step).stream())
        .toList();
  }

  /** A hand-off has just been committed. */
  private void wish() {
    called.clear();
    billing.calls.clear();
    ResearcherId ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.run(() -> {
      world
          .jdbc()
          .sql(
              """
              INSERT INTO billing_account (id, account, state, checked_at) VALUES (?, ?, 'OPEN', ?)
              ON CONFLICT DO NOTHING
              """)
          .params(BillingAccounts.idOf(ACCOUNT), ACCOUNT.value(), Timestamp.from(T0))
          .update();
      world.get(Links.class).want(workspace, ACCOUNT, world.clock.instant());
    });
  }

  private LinkWorkflow start() {
    LinkWorkflow workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                LinkWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("link/" + workspace)
                    .setTaskQueue(TaskQueues.ENGINE)
                    .build());
    WorkflowClient.start(workflow::run, workspace.value());
    return workflow;
  }

  private static void finish(LinkWorkflow workflow) {
    WorkflowStub.fromTyped(workflow).getResult(Void.class);
  }

  /** Killed after its effect and before anybody noted it, the same link is asked for again. */
  private void isLinkedOnceAndTheBooksAreAsTheyWere(String step) {
    assertThat(text("SELECT state FROM project_link WHERE workspace = ?"))
        .as("killed %s", step)
        .isEqualTo("LINKED");
    assertThat(Collections.frequency(billing.calls, "link")).as(step).isBetween(1, 2);
    assertThat(text("SELECT count(*)::text FROM payer_binding WHERE workspace = ?")).isEqualTo("1");
  }

  private String text(String question) {
    return world.jdbc().sql(question).param(workspace.value()).query(String.class).single();
  }

  /** Dies at the call that is named: its kind, and which one of that kind. */
  private <T> T mortal(Class<T> type, T real) {
    InvocationHandler dying =
        (self, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(real, arguments);
          }
          String call = method.getName();
          called.add(call);
          String here = call + " " + Collections.frequency(called, call);
          dieAt("before " + here);
          try {
            Object answer = method.invoke(real, arguments);
            dieAt("after " + here);
            return answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, dying));
  }

  private void dieAt(String here) {
    if (here.equals(death)) {
      death = "";
      throw new IllegalStateException("killed " + here);
    }
  }
}
