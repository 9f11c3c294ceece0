package org.stipend.orchestrator.books;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what belongs together as of one instant, so that a page never adds up wrongly. */
@Component
public final class Snapshots {

  private final TransactionTemplate transactions;

  Snapshots(PlatformTransactionManager manager) {
    this.transactions = new TransactionTemplate(manager);
    transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transactions.setReadOnly(true);
  }

  public <T> T read(Supplier<T> work) {
    return transactions.execute(status -> work.get());
  }
}
