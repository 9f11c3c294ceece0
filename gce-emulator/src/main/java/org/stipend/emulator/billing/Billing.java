package org.stipend.emulator.billing;

import com.google.cloud.billing.v1.CloudBillingProto;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Request;

/** Cloud Billing: what it holds at an instant, and what it answers. One caller at a time. */
public final class Billing {

  /** Whoever calls, as policies name it. */
  public static final String CALLER = "serviceAccount:caller@emulator.iam.gserviceaccount.com";

  private static final String API = "v1";

  private final Book book;
  private final Methods methods = new Methods(CloudBillingProto.getDescriptor());

  /**
   * @param exists whether there is such a project
   */
  public Billing(Instant start, Predicate<String> exists) {
    this.book = new Book(start, exists);
    new AccountMethods(book).bind(methods);
    new ProjectMethods(book).bind(methods);
  }

  /** Whether a request is for it, over HTTP or as gRPC calls it. */
  public static boolean concerns(Request request) {
    return !request.path().isEmpty()
        && (request.path().getFirst().equals(API) || isService(request.path().getFirst()));
  }

  private static boolean isService(String name) {
    return CloudBillingProto.getDescriptor().getServices().stream()
        .anyMatch(service -> service.getFullName().equals(name));
  }

  public Call read(Request request) {
    return methods.read(request);
  }

  public Message perform(Call call) {
    return call.answer().get();
  }

  public void settle(Instant now) {
    book.settle(now);
  }

  /** When something comes to hold by itself. */
  public Optional<Instant> next() {
    return book.next();
  }

  /** Made where it is not there yet: open, in US dollars, with nobody who has a right on it. */
  public Account account(String number) {
    String name = Names.ACCOUNTS + number;
    if (!Names.isAccount(name)) throw new IllegalArgumentException(number + " is no account");
    return book.account(name);
  }

  /** What pays for a project that nobody has linked yet; an empty number: nothing. */
  public void projectsBeginWith(String number) {
    book.beginWith(number.isEmpty() ? "" : account(number).name());
  }

  /** Whether somebody can pay for it; what was never linked has what projects begin with. */
  public boolean isPaid(String project) {
    return book.isPaid(project);
  }

  /** Whether its account is open, also while the link to it is not confirmed. */
  public boolean isOpenFor(String project) {
    return book.find(book.accountOf(project)).filter(Account::isOpen).isPresent();
  }

  /** Whether an account has to do with it at all. */
  public boolean knows(String project) {
    return !book.accountOf(project).isEmpty() || book.isLinked(project);
  }

  /** From now on the caller has no right on it, as if it were not there. */
  public void hideProject(String project) {
    book.hide(project);
  }

  public void showProject(String project) {
    book.show(project);
  }
}
