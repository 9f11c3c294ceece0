package org.stipend.workers.google;

import com.google.cloud.billing.v1.CloudBillingClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.stipend.cloud.Fence;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.emulator.Clock;
import org.stipend.emulator.GceEmulator;
import org.stipend.emulator.billing.Account;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Role;

/** An emulator of Google for each test, whose projects begin with the programme's account. */
final class GoogleBooks implements BeforeEachCallback, AfterEachCallback {

  static final String PROGRAMMES = "AAAAAA-BBBBBB-CCCCCC";
  static final GoogleProjects EACH = new GoogleProjects.OwnEach("stipend-", PROGRAMMES);

  private final List<CloudBillingClient> clients = new ArrayList<>();
  private GceEmulator google;

  @Override
  public void beforeEach(ExtensionContext context) {
    google = GceEmulator.start(0, Clock.standingAt(Instant.parse("2026-11-30T12:00:00Z")));
    google.changeBilling(billing -> billing.projectsBeginWith(PROGRAMMES));
    account(PROGRAMMES, Role.USER);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clients.forEach(CloudBillingClient::close);
    google.close();
  }

  GceEmulator google() {
    return google;
  }

  void account(String number, Role role) {
    change(number, account -> account.give(role, Billing.CALLER, Duration.ZERO));
  }

  void change(String number, Consumer<Account> change) {
    google.changeBilling(billing -> change.accept(billing.account(number)));
  }

  void pass(Duration time) {
    google.clock().advance(time);
  }

  /** As a process of its own has it. */
  GoogleProjectBilling worker(GoogleProjects projects) {
    CloudBillingClient client = BillingClient.open(google.callsAddress());
    clients.add(client);
    return new GoogleProjectBilling(client, projects);
  }

  static LinkProject wish(UUID workspace, long generation, @Nullable String account) {
    return new LinkProject(new Fence(workspace, generation, 1), account);
  }
}
