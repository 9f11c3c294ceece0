package org.stipend.workers;

import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the workers once their calls are done: after the web, before the tools. Temporal's starter
 * would not wait for them.
 */
final class WorkersStop implements SmartLifecycle {

  private static final int PATIENCE_SECONDS = 8;

  private final WorkerFactory workers;
  private volatile boolean running;

  WorkersStop(WorkerFactory workers) {
    this.workers = workers;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    workers.shutdown();
    workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    workers.shutdownNow();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
