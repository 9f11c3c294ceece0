package org.stipend.orchestrator.billing.workflow;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.TaskQueues;

/** A row of {@code project_link} in memory. */
final class TestingLinkRow implements LinkLedger {

  final UUID workspace = UUID.randomUUID();
  final List<String> said = new CopyOnWriteArrayList<>();
  private long generation;
  private boolean pending;
  private boolean checked;
  private boolean linked;
  private @Nullable String account;

  synchronized long want(@Nullable String wanted) {
    account = wanted;
    pending = true;
    checked = false;
    linked = false;
    return ++generation;
  }

  /** As the loader does when Temporal has lost everything. */
  synchronized long raise() {
    return ++generation;
  }

  synchronized boolean isPending() {
    return pending;
  }

  @Override
  public synchronized LinkSnapshot load(UUID asked) {
    return new LinkSnapshot(asked, generation, pending, account, checked, linked, TaskQueues.LOCAL);
  }

  @Override
  public synchronized void progress(LinkProgress progress) {
    if (progress.generation() != generation || !pending) {
      return;
    }
    said.add(progress.done().name());
    checked |= progress.done() == LinkStep.CHECK_ACCOUNT;
    linked |= progress.done() == LinkStep.LINK_PROJECT;
    pending = progress.done() != LinkStep.CONFIRM_BILLING;
  }

  @Override
  public synchronized void setback(LinkSetback setback) {
    if (setback.generation() != generation || !pending) {
      return;
    }
    said.add((setback.last() ? "failed " : "again ") + setback.problem());
    pending = !setback.last();
  }
}
