package org.stipend.workers.google;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectBillingContract;
import org.stipend.emulator.billing.Role;

class GoogleProjectBillingContractTest extends ProjectBillingContract {

  @RegisterExtension final GoogleBooks books = new GoogleBooks();

  private GoogleProjectBilling billing;

  @BeforeEach
  void connect() {
    billing = books.worker(GoogleBooks.EACH);
  }

  @Override
  protected ProjectBilling billing() {
    return billing;
  }

  @Override
  protected void make(String account, Kind kind, String mail) {
    books.change(account, made -> made.give(Role.ADMIN, "user:" + mail, Duration.ZERO));
    switch (kind) {
      case OPEN -> books.account(account, Role.USER);
      case CLOSED -> {
        books.account(account, Role.USER);
        books.change(account, made -> made.close());
      }
      case WITHOUT_RIGHT -> books.account(account, Role.VIEWER);
      case HIDDEN -> {}
    }
  }
}
