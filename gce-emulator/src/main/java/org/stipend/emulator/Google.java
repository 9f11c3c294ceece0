package org.stipend.emulator;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Refusals;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Json;
import org.stipend.emulator.wire.Refusal;
import org.stipend.emulator.wire.Request;

/** Both services at the same instant, and what each of them is called and writes like. */
final class Google {

  private static final String BILLING = "cloudBilling.";
  private static final String BILLING_MESSAGES = "google.cloud.billing.v1";

  private final Cloud cloud;
  private final Billing billing;

  Google(Instant start, Addresses addresses) {
    this.cloud = new Cloud(start, addresses);
    this.billing = new Billing(start);
  }

  Cloud cloud() {
    return cloud;
  }

  Billing billing() {
    return billing;
  }

  Instant now() {
    return cloud.now();
  }

  void settle(Instant now) {
    cloud.settle(now);
    billing.settle(now);
  }

  /** When something happens next by itself. */
  Optional<Instant> next() {
    return Stream.concat(cloud.next().stream(), billing.next().stream()).min(Instant::compareTo);
  }

  Call read(Request request) {
    return Billing.concerns(request) ? billing.read(request) : cloud.read(request);
  }

  Message perform(Call call, Optional<Ending> ending) {
    return call.method().startsWith(BILLING) ? billing.perform(call) : cloud.perform(call, ending);
  }

  static String printed(Message answer) {
    String service = answer.getDescriptorForType().getFile().getPackage();
    return service.equals(BILLING_MESSAGES) ? Json.printWhole(answer) : Json.print(answer);
  }

  static Desk.Answer refused(Request request, Refusal refusal) {
    return Billing.concerns(request)
        ? new Desk.Answer(Refusals.httpStatus(refusal), Refusals.json(refusal))
        : new Desk.Answer(refusal.status(), refusal.json());
  }
}
