package org.stipend.orchestrator.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Something done again and again in a thread of its own, while the application runs. */
public abstract class Loop implements SmartLifecycle {

  private final String name;
  private volatile @Nullable Thread thread;

  protected Loop(String name) {
    this.name = name;
  }

  /** Once, and the wait before the next time; interrupted at the end. */
  protected abstract void turn() throws InterruptedException;

  private void run() {
    try {
      while (thread == Thread.currentThread()) {
        turn();
      }
    } catch (InterruptedException _) {
      // stopped
    }
  }

  @Override
  public void start() {
    Thread started = Thread.ofVirtual().name(name).unstarted(this::run);
    thread = started;
    started.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
