package org.stipend.orchestrator.reconcile.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A pass in memory: what its workflow told of it, and what it is to be answered. */
final class TestingPass implements ReconcileLedger {

  final UUID id = new UUID(0, 1);
  final List<String> told = new ArrayList<>();
  final List<Order> orders = new ArrayList<>();

  @Override
  public synchronized void begin(UUID pass) {
    told.add("begin");
  }

  @Override
  public synchronized void listed(ListedPage page) {
    told.add(
        "page %d of %d"
            .formatted(
                page.number(), page.holdings().machines().size() + page.holdings().disks().size()));
  }

  @Override
  public synchronized Orders compare(UUID pass) {
    told.add("compare");
    return new Orders(Outcome.DONE, orders);
  }

  @Override
  public synchronized void carriedOut(CarriedOut report) {
    String refused = report.refused();
    told.add(report.order().verb() + (refused == null ? "" : " refused: " + refused));
  }

  @Override
  public synchronized void finished(PassEnd end) {
    told.add(end.outcome().name());
  }
}
