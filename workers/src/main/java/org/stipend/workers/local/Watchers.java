package org.stipend.workers.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One virtual thread per running machine, which notices its end at once. */
final class Watchers {

  private static final Logger log = LoggerFactory.getLogger(Watchers.class);
  private static final Duration INTERVAL = Duration.ofMillis(200);

  interface Ended {
    void ended(RunFolder run);
  }

  private final Ended listener;
  private final Set<RunFolder> watched = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  Watchers(Ended listener) {
    this.listener = listener;
  }

  void watch(RunFolder run) {
    if (!watched.add(run)) return;
    Thread thread =
        Thread.ofVirtual().name("watch-" + run.name().value()).unstarted(() -> watchToItsEnd(run));
    threads.add(thread);
    thread.start();
  }

  void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  private void watchToItsEnd(RunFolder run) {
    try {
      while (run.isAlive()) Thread.sleep(INTERVAL);
      listener.ended(run);
    } catch (InterruptedException | Waiting.InterruptedWaiting closing) {
      // the next start of the workers looks at every machine
    } catch (IOException | RuntimeException failure) {
      if (closed) return;
      log.atWarn()
          .addKeyValue("machine", run.name().value())
          .setCause(failure)
          .log("cannot watch a machine");
    } finally {
      watched.remove(run);
      threads.remove(Thread.currentThread());
    }
  }
}
