package org.stipend.orchestrator.credit;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Newcomers;

/** A researcher has their starting credit before the first page is drawn. */
@Component
final class StartingCreditForNewcomers implements Newcomers {

  private final StartingCredit credit;

  StartingCreditForNewcomers(StartingCredit credit) {
    this.credit = credit;
  }

  @Override
  public void researcher(Caller person, Instant now) {
    credit.ensure(person.researcher(), now);
  }
}
