package org.stipend.orchestrator.access;

import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.audit.Audit;

/** People without what else happens to newcomers. */
public final class TestingPeople {

  private TestingPeople() {}

  public static People of(
      JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock, Audit audit) {
    var roles = new Roles(jdbc, audit, new AccessSettings(null), List.of());
    return new People(jdbc, transactions, clock, roles);
  }
}
