package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stipend.workers.google.GoogleBooks.PROGRAMMES;
import static org.stipend.workers.google.GoogleBooks.wish;

import com.google.api.gax.rpc.ApiException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectState;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Role;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.fault.RequestLog;
import org.stipend.emulator.wire.Refusal;

class GoogleProjectBillingTest {

  private static final String LAB = "012345-6789AB-CDEF01";
  private static final String OTHER = "FEDCBA-987654-321098";
  private static final String UPDATE = "cloudBilling.updateProjectBillingInfo";
  private static final Refusal AWAY =
      Refusal.of(503, "backendError", "The service is currently unavailable.");

  @RegisterExtension final GoogleBooks books = new GoogleBooks();

  private final UUID workspace = UUID.randomUUID();
  private GoogleProjectBilling billing;

  @BeforeEach
  void connect() {
    billing = books.worker(GoogleBooks.EACH);
  }

  private AccountState look(String account, String... mails) {
    return billing.account(new LookAtAccount(account, List.of(mails)));
  }

  private ProjectState link(long generation, String account) {
    return billing.link(wish(workspace, generation, account));
  }

  private ProjectState project() {
    return billing.project(new LookAtProject(workspace));
  }

  private void fails(Runnable call, FailureType type, boolean stays) {
    var failure = catchThrowableOfType(ApplicationFailure.class, call::run);
    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.isNonRetryable()).isEqualTo(stays);
  }

  private List<RequestLog.Entry> asked(String method) {
    return books.google().log().of(method);
  }

  @Test
  void aLinkIsRefusedWhileTheRightSpreadsAndTakenAfterThat() {
    books.change(LAB, lab -> lab.give(Role.USER, Billing.CALLER, Duration.ofMinutes(4)));

    fails(() -> link(1, LAB), FailureType.NOT_ALLOWED, false);
    assertThat(look(LAB)).isEqualTo(AccountState.unseen(LAB));
    books.pass(Duration.ofMinutes(4));
    assertThat(link(1, LAB)).isEqualTo(new ProjectState(LAB, true));
    assertThat(look(LAB).mayLink()).isTrue();
  }

  @Test
  void anAccountThatClosesLaterTurnsBillingOffWithoutAWord() {
    books.account(LAB, Role.USER);
    link(1, LAB);

    books.change(LAB, lab -> lab.close());

    assertThat(project()).isEqualTo(new ProjectState(LAB, false));
    assertThat(look(LAB).open()).isFalse();
  }

  @Test
  void aLinkIsConfirmedByLookingAgain() {
    books.account(LAB, Role.USER);
    books.change(LAB, lab -> lab.confirmingLinksAfter(Duration.ofSeconds(40)));

    assertThat(link(1, LAB)).isEqualTo(new ProjectState(LAB, false));
    books.pass(Duration.ofSeconds(40));
    assertThat(project()).isEqualTo(new ProjectState(LAB, true));
  }

  @Test
  void everyPageOfAccountsIsRead() {
    for (int i = 0; i < 205; i++) {
      books.account("000000-000000-%06d".formatted(i), i % 2 == 0 ? Role.USER : Role.VIEWER);
    }

    assertThat(billing.held().accounts())
        .hasSize(103)
        .isSorted()
        .doesNotContain("000000-000000-000001", PROGRAMMES);
    assertThat(asked("cloudBilling.listBillingAccounts")).hasSize(3);
  }

  @Test
  void whoseAnswerIsLostDoesItAgain() {
    books.account(LAB, Role.USER);
    books.google().faults().add(Fault.next(UPDATE, new Fault.DoneButDropped()));

    assertThat(catchThrowable(() -> link(1, LAB))).isInstanceOf(ApiException.class);
    assertThat(link(1, LAB)).isEqualTo(new ProjectState(LAB, true));
    assertThat(asked(UPDATE)).extracting(RequestLog.Entry::done).containsExactly(true, true);
  }

  @Test
  void anOutageIsNoAnswer() {
    books.account(LAB, Role.USER);
    books.google().faults().add(Fault.next("*", new Fault.Refused(AWAY)).times(4));

    for (Runnable call :
        List.<Runnable>of(
            () -> look(LAB), () -> link(1, LAB), this::project, () -> billing.held())) {
      assertThat(catchThrowable(call::run)).isInstanceOf(ApiException.class);
    }
    assertThat(books.google().log().entries()).hasSize(4);
    assertThat(look(LAB).open()).isTrue();
  }

  @Test
  void anApiThatIsSwitchedOffSaysNothingOfAnAccount() {
    books.account(LAB, Role.USER);
    Refusal off = Refusal.of(403, "SERVICE_DISABLED", "Cloud Billing API has not been used");
    books.google().faults().add(Fault.next("*", new Fault.Refused(off)).times(2));

    assertThat(catchThrowable(() -> look(LAB))).isInstanceOf(ApiException.class);
    assertThat(catchThrowable(() -> link(1, LAB))).isInstanceOf(ApiException.class);
  }

  @Test
  void aPolicyThatIsNotShownNamesNotNobody() {
    books.account(LAB, Role.USER);
    Refusal denied = Refusal.of(403, "PERMISSION_DENIED", "The caller does not have permission");
    books.google().faults().add(Fault.next("cloudBilling.getIamPolicy", new Fault.Refused(denied)));

    fails(() -> look(LAB, "ada@example.org"), FailureType.NOT_ALLOWED, false);
  }

  @Test
  void onlyAPersonWhoIsStillThereIsNamed() {
    books.account(LAB, Role.USER);
    for (String member :
        List.of(
            "user:Ada@example.org",
            "group:bob@example.org",
            "serviceAccount:cy@example.org",
            "deleted:user:dan@example.org?uid=1")) {
      books.change(LAB, lab -> lab.give(Role.VIEWER, member, Duration.ZERO));
    }

    AccountState seen =
        look(LAB, "ADA@example.org", "bob@example.org", "cy@example.org", "dan@example.org");

    assertThat(seen.named()).containsExactly("ADA@example.org");
  }

  @Test
  void whatIsNoNumberIsNotAskedForForEver() {
    fails(() -> look("nonsense"), FailureType.INVALID_CONFIG, true);
    fails(() -> link(1, "nonsense"), FailureType.INVALID_CONFIG, true);
  }

  @Test
  void anAccountThatIsFullMayHaveRoomLater() {
    books.account(LAB, Role.USER);
    books.change(LAB, lab -> lab.holdingAtMost(0));

    fails(() -> link(1, LAB), FailureType.NOT_ALLOWED, false);
    books.change(LAB, lab -> lab.holdingAtMost(1));
    assertThat(link(1, LAB).enabled()).isTrue();
  }

  @Test
  void aProjectWithoutAnyAccountIsTheProgrammesWithBillingOff() {
    books.google().changeBilling(google -> google.projectsBeginWith(""));

    assertThat(project()).isEqualTo(new ProjectState(null, false));
    assertThat(link(1, null)).isEqualTo(new ProjectState(null, true));
  }

  @Test
  void theProgrammesAccountIsNobodysOwn() {
    books.change(PROGRAMMES, own -> own.give(Role.ADMIN, "user:eve@example.org", Duration.ZERO));

    assertThat(look(PROGRAMMES, "eve@example.org")).isEqualTo(AccountState.unseen(PROGRAMMES));
  }

  @Test
  void aWorkerThatIsNewTakesTheFirstWishItSeesForTheNewest() {
    books.account(LAB, Role.USER);
    link(2, null);

    ProjectState late = books.worker(GoogleBooks.EACH).link(wish(workspace, 1, LAB));

    assertThat(late).as("Google remembers no generation").isEqualTo(new ProjectState(LAB, true));
    assertThat(link(2, null)).isEqualTo(new ProjectState(null, true));
  }

  @Test
  void theProjectOfAllIsLinkedToNobodysAccount() {
    books.account(LAB, Role.USER);
    GoogleProjectBilling shared = books.worker(new GoogleProjects.Shared("stipend-all"));

    fails(() -> shared.link(wish(workspace, 1, LAB)), FailureType.NOT_ALLOWED, true);
    assertThat(shared.link(wish(workspace, 2, null))).isEqualTo(new ProjectState(null, true));
    assertThat(asked(UPDATE)).isEmpty();
    assertThat(asked("cloudBilling.getProjectBillingInfo"))
        .extracting(RequestLog.Entry::resource)
        .containsExactly("projects/stipend-all");
  }

  @Test
  void eachWorkspaceHasAProjectOfItsOwn() {
    books.account(LAB, Role.USER);
    books.account(OTHER, Role.USER);
    UUID neighbour = UUID.randomUUID();

    link(1, LAB);
    billing.link(wish(neighbour, 1, OTHER));

    assertThat(project().account()).isEqualTo(LAB);
    assertThat(billing.project(new LookAtProject(neighbour)).account()).isEqualTo(OTHER);
  }
}
