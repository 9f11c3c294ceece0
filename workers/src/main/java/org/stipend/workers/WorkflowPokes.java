package org.stipend.workers;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cloud.machine.MachineWatch;
import org.stipend.workers.watch.MachineChanges;

/** Pokes the workflow of a runtime; while Temporal is away, again and again with growing pauses. */
final class WorkflowPokes implements MachineChanges, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkflowPokes.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final WorkflowClient client;
  private final Set<Thread> poking = ConcurrentHashMap.newKeySet();

  WorkflowPokes(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void changed(UUID runtime) {
    Thread thread = Thread.ofVirtual().name("poke-" + runtime).unstarted(() -> poke(runtime));
    poking.add(thread);
    thread.start();
  }

  private void poke(UUID runtime) {
    try {
      Duration pause = FIRST_PAUSE;
      while (!isPoked(runtime)) {
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (InterruptedException closing) {
      // made up for at the next start, when every machine is announced
    } finally {
      poking.remove(Thread.currentThread());
    }
  }

  private boolean isPoked(UUID runtime) throws InterruptedException {
    try {
      client
          .newUntypedWorkflowStub(MachineWatch.WORKFLOW_ID_PREFIX + runtime)
          .signal(MachineWatch.SIGNAL);
      return true;
    } catch (WorkflowNotFoundException nobodyWaits) {
      return true;
    } catch (RuntimeException away) {
      if (Thread.interrupted()) throw new InterruptedException();
      log.atDebug().addKeyValue("runtime", runtime).setCause(away).log("cannot poke yet");
      return false;
    }
  }

  @Override
  public void close() {
    poking.forEach(Thread::interrupt);
  }
}
