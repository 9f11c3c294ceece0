package org.stipend.orchestrator.reconcile;

import java.util.List;
import java.util.UUID;
import org.stipend.cloud.machine.MachineName;
import org.stipend.orchestrator.TestDatabase;

/** What passes have left in the tables. */
record WhatIsWritten(TestDatabase database) {

  List<String> acts(MachineName machine) {
    return database
        .asOwner()
        .sql("SELECT action FROM audit WHERE after ->> 'machine' = ? ORDER BY id")
        .param(machine.value())
        .query(String.class)
        .list();
  }

  String paidByPlatform(String name) {
    return database
        .jdbc()
        .sql(
            """
            SELECT (-sum(p.amount_nanos)::numeric / 1000000000)::numeric(20, 9)
              FROM drift d
              JOIN journal j ON starts_with(j.posting_key, 'orphan/' || d.id)
              JOIN posting p ON p.journal = j.id
              JOIN account a ON a.id = p.account AND a.name = 'platform:orphan'
             WHERE d.name = ?
            """)
        .param(name)
        .query(String.class)
        .single();
  }

  long openDrifts(MachineName machine) {
    return count("SELECT count(*) FROM drift WHERE name = ? AND ended_at IS NULL", machine.value());
  }

  long openRuns(UUID runtime) {
    return count(
        "SELECT count(*) FROM usage_run WHERE resource = ? AND stopped_at IS NULL", runtime);
  }

  long count(String sql, Object parameter) {
    return database.jdbc().sql(sql).param(parameter).query(Long.class).single();
  }
}
