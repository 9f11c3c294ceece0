package org.stipend.cloud.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Fence;

/** What every provider of billing promises. */
public abstract class ProjectBillingContract {

  private static final String ACCOUNT = "012345-6789AB-CDEF01";
  private static final String OTHER = "FEDCBA-987654-321098";
  private static final String ADA = "ada@example.org";
  private static final String BOB = "bob@example.org";

  private final UUID workspace = UUID.randomUUID();

  protected enum Kind {
    OPEN,
    CLOSED,
    WITHOUT_RIGHT,
    HIDDEN
  }

  protected abstract ProjectBilling billing();

  /** An account in US dollars that names this person. */
  protected abstract void make(String account, Kind kind, String mail);

  @Test
  void anAccountSaysWhatItIs() {
    make(ACCOUNT, Kind.OPEN, ADA);

    AccountState seen = look(ACCOUNT, BOB, ADA);

    assertThat(seen.visible()).isTrue();
    assertThat(seen.open()).isTrue();
    assertThat(seen.mayLink()).isTrue();
    assertThat(seen.currency()).isEqualTo("USD");
    assertThat(seen.name()).isNotBlank();
    assertThat(seen.named()).containsExactly(ADA);
    assertThat(billing().held().accounts()).containsExactly(ACCOUNT);
  }

  @Test
  void whatIsNotShownLooksLikeWhatIsNotThere() {
    make(ACCOUNT, Kind.HIDDEN, ADA);

    assertThat(look(ACCOUNT, ADA)).isEqualTo(AccountState.unseen(ACCOUNT));
    assertThat(look(OTHER, ADA)).isEqualTo(AccountState.unseen(OTHER));
    assertThat(billing().held().accounts()).isEmpty();
  }

  @Test
  void aClosedAccountIsNoneToPayWith() {
    make(ACCOUNT, Kind.CLOSED, ADA);

    assertThat(look(ACCOUNT, ADA).open()).isFalse();
  }

  @Test
  void aProjectIsTheProgrammesUntilItIsLinked() {
    make(ACCOUNT, Kind.OPEN, ADA);

    assertThat(project()).isEqualTo(new ProjectState(null, true));
    assertThat(link(1, ACCOUNT)).isEqualTo(new ProjectState(ACCOUNT, true));
    assertThat(link(1, ACCOUNT)).isEqualTo(new ProjectState(ACCOUNT, true));
    assertThat(project()).isEqualTo(new ProjectState(ACCOUNT, true));
    assertThat(link(2, null)).isEqualTo(new ProjectState(null, true));
  }

  @Test
  void aClosedAccountIsLinkedWithBillingOff() {
    make(ACCOUNT, Kind.CLOSED, ADA);

    assertThat(link(1, ACCOUNT)).isEqualTo(new ProjectState(ACCOUNT, false));
    assertThat(project()).isEqualTo(new ProjectState(ACCOUNT, false));
  }

  @Test
  void withoutTheRightNothingIsLinked() {
    make(ACCOUNT, Kind.WITHOUT_RIGHT, ADA);

    assertThat(look(ACCOUNT, ADA).mayLink()).isFalse();
    refused(ACCOUNT);
    refused(OTHER);
    assertThat(project()).isEqualTo(new ProjectState(null, true));
  }

  @Test
  void aWishThatComesLateChangesNothing() {
    make(ACCOUNT, Kind.OPEN, ADA);
    link(1, ACCOUNT);
    link(2, null);

    assertThat(link(1, ACCOUNT)).isEqualTo(new ProjectState(null, true));
  }

  private void refused(String account) {
    assertThatExceptionOfType(ApplicationFailure.class)
        .isThrownBy(() -> link(1, account))
        .matches(failure -> failure.getType().equals(FailureType.NOT_ALLOWED.name()));
  }

  private AccountState look(String account, String... mails) {
    return billing().account(new LookAtAccount(account, List.of(mails)));
  }

  private ProjectState link(long generation, @Nullable String account) {
    return billing().link(new LinkProject(new Fence(workspace, generation, 1), account));
  }

  private ProjectState project() {
    return billing().project(new LookAtProject(workspace));
  }
}
