package org.stipend.emulator;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Refusals;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.project.Projects;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Json;
import org.stipend.emulator.wire.Refusal;
import org.stipend.emulator.wire.Request;

/** All services at the same instant, and what each of them is called and writes like. */
final class Google {

  private static final String BILLING = "cloudBilling.";
  private static final String BILLING_MESSAGES = "google.cloud.billing.v1";

  private final Cloud cloud;
  private final Billing billing;
  private final Projects projects;
  private final Map<String, Boolean> paid = new HashMap<>();

  /**
   * @param first projects that are there from the start; none: any that is asked for
   */
  Google(Instant start, Addresses addresses, Set<String> first) {
    this.cloud = new Cloud(start, addresses);
    this.projects = new Projects(start, first, this::isPaid);
    this.billing = new Billing(start, projects::exists);
  }

  Cloud cloud() {
    return cloud;
  }

  Billing billing() {
    return billing;
  }

  Projects projects() {
    return projects;
  }

  Instant now() {
    return cloud.now();
  }

  void settle(Instant now) {
    cloud.settle(now);
    billing.settle(now);
    projects.settle(now);
    followBilling();
  }

  /** When something happens next by itself. */
  Optional<Instant> next() {
    return Stream.concat(cloud.next().stream(), billing.next().stream()).min(Instant::compareTo);
  }

  Call read(Request request) {
    if (Projects.concerns(request)) return projects.read(request);
    return Billing.concerns(request) ? billing.read(request) : cloud.read(request);
  }

  Message perform(Call call, Optional<Ending> ending) {
    if (Projects.isOwn(call)) return projects.perform(call);
    if (!call.method().startsWith(BILLING)) return computed(call, ending);
    Message answer = billing.perform(call);
    followBilling();
    return answer;
  }

  private Message computed(Call call, Optional<Ending> ending) {
    projects.require(call);
    followBilling(call.project());
    return cloud.perform(call, ending);
  }

  /** What Compute Engine knows of who pays follows the accounts and their links. */
  void followBilling() {
    Stream.concat(cloud.projects().stream(), projects.made().stream())
        .distinct()
        .forEach(this::followBilling);
  }

  /** What was switched by hand stays so until something about its account changes. */
  private void followBilling(String project) {
    boolean isPaid = isPaid(project);
    Boolean before = paid.put(project, isPaid);
    if (isPaid != (before == null || before)) cloud.billing(project, isPaid);
  }

  /**
   * Where nobody has said which account pays, somebody does, unless the project was made here. One
   * account for another is no gap.
   */
  private boolean isPaid(String project) {
    boolean isFree = !billing.knows(project) && !projects.isMade(project);
    boolean wasPaid = paid.getOrDefault(project, false);
    return isFree || billing.isPaid(project) || (wasPaid && billing.isOpenFor(project));
  }

  static String printed(Message answer) {
    String service = answer.getDescriptorForType().getFile().getPackage();
    if (service.equals(BILLING_MESSAGES)) return Json.printWhole(answer);
    return Json.print(answer, Projects.TYPES);
  }

  static Desk.Answer refused(Request request, Refusal refusal) {
    return Billing.concerns(request) || Projects.concerns(request)
        ? new Desk.Answer(Refusals.httpStatus(refusal), Refusals.json(refusal))
        : new Desk.Answer(refusal.status(), refusal.json());
  }
}
