package org.stipend.orchestrator.reconcile.workflow;

import java.util.List;

/** What a comparison comes to: as many orders as one pass may carry out at most. */
public record Orders(Outcome outcome, List<Order> orders) {

  public Orders {
    orders = List.copyOf(orders);
  }
}
