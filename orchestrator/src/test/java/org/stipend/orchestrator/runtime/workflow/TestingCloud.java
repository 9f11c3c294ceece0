package org.stipend.orchestrator.runtime.workflow;

import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.MoveDisk;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;

/** A cloud in memory that keeps the promises of {@code cloud-api} and can be told to fail. */
public final class TestingCloud implements Machines, Disks, ToolProbe, Inventory {

  public final List<String> calls = new ArrayList<>();
  private final Map<String, TestingMachine> machines = new TreeMap<>();
  private final TestingDisks disks = new TestingDisks();
  private Instant now;

  /** Called with the name of each call before it is done. */
  public Consumer<String> before = call -> {};

  /** The wait of this name ends only when it is cancelled. */
  volatile String endless = "";

  volatile FailureType refusal;

  /** Zones without room for a machine. */
  volatile Set<String> full = Set.of();

  /** As if the listing had failed without saying so. */
  public volatile boolean listsNothing;

  TestingCloud() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public TestingCloud(Instant start) {
    now = start;
  }

  /** It is gone, and nobody knows how. */
  public synchronized void lose(MachineName name) {
    machine(name).vanish();
  }

  synchronized long running() {
    return machines.values().stream().filter(TestingMachine::isRunning).count();
  }

  synchronized long machines() {
    return machines.values().stream().filter(TestingMachine::exists).count();
  }

  /** All that run end by themselves; those that reach their run limit do so when it is over. */
  synchronized void end(StopCause cause) {
    for (TestingMachine machine : machines.values()) {
      if (machine.state() instanceof MachineState.Running run) {
        Instant at = cause == StopCause.RUN_LIMIT ? run.runsUntil() : later();
        now = now.isBefore(at) ? at : now;
        machine.ended(run, at, cause);
      }
    }
  }

  public synchronized boolean exists(DiskName disk) {
    return disks.exist(disk);
  }

  @Override
  public MachineState create(StartMachine request) {
    return start("create", request);
  }

  @Override
  public MachineState start(StartMachine request) {
    return start("start", request);
  }

  private MachineState start(String call, StartMachine request) {
    called(call);
    if (refusal != null) {
      throw refused(refusal, "told to refuse");
    }
    String zone = request.name().zone();
    if (zone != null && full.contains(zone)) {
      throw refused(FailureType.NO_CAPACITY, "no room in " + zone);
    }
    synchronized (this) {
      if (!exists(request.home())) {
        throw refused(FailureType.DISK_MISSING, "no disk " + request.home());
      }
      if (!Objects.equals(zone, request.home().zone())) {
        throw refused(FailureType.INVALID_CONFIG, "its disk is in another zone");
      }
      return machine(request.name()).start(request, later());
    }
  }

  @Override
  public MachineState stop(StopMachine request) {
    called("stop");
    synchronized (this) {
      return machine(request.name()).stop(request.fence(), later());
    }
  }

  @Override
  public MachineState delete(DeleteMachine request) {
    called("delete");
    synchronized (this) {
      return machine(request.name()).delete(request.fence(), later());
    }
  }

  @Override
  public MachineState observe(MachineName name) {
    called("observe");
    synchronized (this) {
      return machine(name).state();
    }
  }

  @Override
  public void limit(LimitMachine request) {
    called("limit");
    synchronized (this) {
      machine(request.name()).limit(request);
    }
  }

  private TestingMachine machine(MachineName name) {
    return machines.computeIfAbsent(name.value(), unseen -> new TestingMachine(name));
  }

  @Override
  public DiskCreated create(CreateDisk request) {
    called("createDisk");
    synchronized (this) {
      return disks.create(request, this::later);
    }
  }

  @Override
  public DiskCreated move(MoveDisk request) {
    called("moveDisk");
    synchronized (this) {
      return disks
          .move(request, this::later)
          .orElseThrow(() -> refused(FailureType.DISK_MISSING, "no disk " + request.from()));
    }
  }

  @Override
  public DiskDeleted delete(DeleteDisk request) {
    called("deleteDisk");
    synchronized (this) {
      return disks.delete(request, this::later);
    }
  }

  @Override
  public void awaitListening(ProbeTool request) {
    await("awaitListening", request);
  }

  @Override
  public void awaitHealthy(ProbeTool request) {
    await("awaitHealthy", request);
  }

  @Override
  public ProviderDescription describe() {
    return new ProviderDescription(
        "local",
        null,
        Duration.ofSeconds(5),
        1,
        1024,
        List.of(new ToolOffer(Tool.TERMINAL, "1", null)),
        Set.of(),
        List.of());
  }

  /** In the order of names; the token is the last name of the page before. */
  @Override
  public Holdings list(ListHoldings request) {
    called("list");
    return listed(request);
  }

  private synchronized Holdings listed(ListHoldings request) {
    Map<String, Object> all = new TreeMap<>();
    if (!listsNothing) {
      existing().forEach(machine -> all.put(machine.held().name().value(), machine.held()));
      disks.existing().forEach(disk -> all.put(disk.name().value(), held(disk)));
    }
    List<String> names =
        all.keySet().stream()
            .filter(name -> request.pageToken() == null || name.compareTo(request.pageToken()) > 0)
            .toList();
    List<String> page = names.subList(0, Math.min(request.atMost(), names.size()));
    return new Holdings(
        true,
        only(HeldMachine.class, page, all),
        only(HeldDisk.class, page, all),
        page.size() < names.size() ? page.getLast() : null);
  }

  private static <T> List<T> only(Class<T> type, List<String> page, Map<String, Object> all) {
    return page.stream().map(all::get).filter(type::isInstance).map(type::cast).toList();
  }

  private List<TestingMachine> existing() {
    return machines.values().stream().filter(TestingMachine::exists).toList();
  }

  private HeldDisk held(DiskCreated disk) {
    CreateDisk wish = disks.wished(disk.name());
    MachineName holder =
        existing().stream()
            .filter(machine -> machine.home().equals(disk.name()))
            .map(machine -> machine.held().name())
            .findFirst()
            .orElse(null);
    return new HeldDisk(
        disk.name(), wish.disk(), holder, wish.type(), wish.sizeGib(), disk.createdAt());
  }

  private void await(String call, ProbeTool request) {
    called(call);
    do {
      synchronized (this) {
        if (!machine(request.name()).isRunning()) {
          throw refused(FailureType.TOOL_EXITED, "The tool ended by itself.");
        }
      }
    } while (endless.equals(call) && goesOnWaiting());
  }

  /** False when cancelled. */
  private static boolean goesOnWaiting() {
    try {
      Activity.getExecutionContext().heartbeat(null);
      TimeUnit.MILLISECONDS.sleep(20); // a heart-beating wait, as the real probe's
      return true;
    } catch (InterruptedException | ActivityCompletionException e) {
      return false;
    }
  }

  private void called(String call) {
    synchronized (this) {
      calls.add(call);
    }
    before.accept(call);
  }

  private Instant later() {
    now = now.plus(Duration.ofSeconds(90));
    return now;
  }

  private static ApplicationFailure refused(FailureType type, String words) {
    return ApplicationFailure.newNonRetryableFailure(words, type.name());
  }
}
