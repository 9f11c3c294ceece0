package org.stipend.orchestrator.books;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.payer.Outages;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;

/** The present payer of a workspace becomes another, from an instant on that may have passed. */
final class HandOffs {

  private HandOffs() {}

  static void toAccount(MoneyWorld world, WorkspaceId workspace, String account, Instant at) {
    bind(world, workspace, "BILLING_ACCOUNT", account, at);
  }

  static void backToCredit(MoneyWorld world, WorkspaceId workspace, Instant at) {
    bind(world, workspace, "CREDIT", world.get(PayerTable.class).poolOf(workspace).toString(), at);
  }

  /** From an instant on an account is ready to take over. */
  static void makeReady(MoneyWorld world, WorkspaceId workspace, String account, Instant at) {
    PayerTable payers = world.get(PayerTable.class);
    world
        .jdbc()
        .sql(
            """
            INSERT INTO billing_account (id, account, state) VALUES (?, ?, 'OPEN') ON CONFLICT DO NOTHING
            """)
        .params(UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)), account)
        .update();
    changed(
        world,
        workspace,
        at,
        () ->
            payers.makeReady(
                workspace, new BillingAccountId(account), payers.poolOf(workspace).value(), at));
  }

  /** An account that the workspace depends on cannot pay from an instant on. */
  static void closed(MoneyWorld world, WorkspaceId workspace, String account, Instant at) {
    changed(
        world,
        workspace,
        at,
        () -> world.get(Outages.class).begin(new BillingAccountId(account), "CLOSED", at));
  }

  static void opened(MoneyWorld world, WorkspaceId workspace, String account, Instant at) {
    changed(
        world,
        workspace,
        at,
        () -> world.get(Outages.class).end(new BillingAccountId(account), at));
  }

  private static void changed(
      MoneyWorld world, WorkspaceId workspace, Instant at, Runnable change) {
    ResearcherId pool = world.get(PayerTable.class).poolOf(workspace);
    world.run(() -> {
      world.get(PoolLocks.class).lock(pool);
      change.run();
      world.get(PoolBooks.class).payersChanged(pool, Interval.floor(at));
    });
  }

  private static void bind(
      MoneyWorld world, WorkspaceId workspace, String kind, String payer, Instant at) {
    ResearcherId pool = world.get(PayerTable.class).poolOf(workspace);
    world.run(() -> {
      world.get(PoolLocks.class).lock(pool);
      world
          .jdbc()
          .sql("UPDATE payer_binding SET bound_to = ? WHERE workspace = ? AND bound_to IS NULL")
          .params(Timestamp.from(at), workspace.value())
          .update();
      world
          .jdbc()
          .sql(
              """
              INSERT INTO payer_binding (workspace, kind, payer, bound_by, bound_from)
              VALUES (?, ?, ?, ?, ?)
              """)
          .params(workspace.value(), kind, payer, pool.value(), Timestamp.from(at))
          .update();
      world.get(PoolBooks.class).changed(pool, Interval.floor(at));
    });
  }
}
