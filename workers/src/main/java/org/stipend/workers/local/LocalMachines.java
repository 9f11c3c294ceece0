package org.stipend.workers.local;

import io.temporal.spring.boot.ActivityImpl;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.workers.refusal.Refusal;

/**
 * A machine is a folder with a tool's process in it. One wish starts at most one run, and a wish
 * older than the newest one seen changes nothing.
 */
@ActivityImpl(taskQueues = TaskQueues.LOCAL)
final class LocalMachines implements Machines {

  private static final int SECRET_BYTES = 32;

  private final Layout layout;
  private final LocalSettings settings;
  private final Recipes recipes;
  private final Room room;
  private final Runs runs;
  private final Fences fences;
  private final Watchers watchers;
  private final Turns<MachineName> turns;
  private final SecureRandom random = new SecureRandom();
  private volatile boolean closing;

  LocalMachines(
      Layout layout,
      LocalSettings settings,
      Recipes recipes,
      Room room,
      Runs runs,
      Turns<MachineName> turns,
      Watchers watchers) {
    this.layout = layout;
    this.settings = settings;
    this.recipes = recipes;
    this.room = room;
    this.runs = runs;
    this.fences = new Fences(layout);
    this.turns = turns;
    this.watchers = watchers;
  }

  /** No more starts: this process is ending. */
  void close() {
    closing = true;
  }

  @Override
  public MachineState create(StartMachine request) {
    return start(request);
  }

  @Override
  public MachineState start(StartMachine request) {
    return turns.take(request.name(), () -> startIfNewer(request));
  }

  private MachineState startIfNewer(StartMachine request) throws IOException {
    Wish wish = Wish.of(request.fence());
    if (fences.forbidsStart(request.name(), wish)) return runs.state(request.name());
    Optional<RunFolder> newest = runs.newest(request.name());
    if (newest.isPresent()) {
      MachineState state = runs.state(newest.get());
      boolean had = !newest.get().wish().isBefore(wish);
      if (state instanceof MachineState.Running) watchers.watch(newest.get());
      if (had || state instanceof MachineState.Running) return state;
    }
    if (closing) throw new Waiting.InterruptedWaiting();
    room.requireForTool();
    RunFolder run = RunFolder.of(layout.machine(request.name()), wish);
    // a call cut short may have sent a wrapper on its way: only one of two can take the lock
    if (!run.isReady()) prepare(request, run);
    runs.start(run);
    watchers.watch(run);
    return runs.state(run);
  }

  private void prepare(StartMachine request, RunFolder run) throws IOException {
    Recipe recipe = recipes.of(request.tool());
    @Nullable String missing = recipe.offer().missing();
    if (missing != null) throw Refusal.of(FailureType.TOOL_UNAVAILABLE, missing);
    Path home = layout.disk(request.home());
    if (!Folders.isDirectory(home)) {
      throw Refusal.of(FailureType.DISK_MISSING, "there is no disk " + request.home().value());
    }
    Folders.discard(run.path(), layout.trash()); // half made
    Folders.make(run.path());
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var seat =
        new Recipe.Seat(home, run.path(), request.origin(), HexFormat.of().formatHex(secret));
    run.prepare(order(request, seat, recipe.launch(seat)));
  }

  private RunFolder.Order order(StartMachine request, Recipe.Seat seat, Recipe.Launch launch) {
    var environment = new TreeMap<>(launch.environment());
    environment.put(Leftovers.TAG, seat.folder().toString());
    return new RunFolder.Order(
        request,
        seat.secret(),
        launch.command(),
        environment,
        seat.home().toString(),
        settings.graceOf(request.tool()).toMillis(),
        request.runLimit().toMillis(),
        layout.providerLog().toString(),
        logged(request));
  }

  private static Map<String, Object> logged(StartMachine request) {
    return Map.of(
        "machine", request.name().value(),
        "runtime", request.runtime(),
        "workspace", request.workspace(),
        "generation", request.fence().generation(),
        "attempt", request.fence().attempt(),
        "machineType", request.machineType());
  }

  @Override
  public MachineState stop(StopMachine request) {
    return turns.take(
        request.name(), () -> endUnlessOlder(request.name(), Wish.of(request.fence())));
  }

  @Override
  public MachineState delete(DeleteMachine request) {
    return turns.take(
        request.name(),
        () -> {
          Wish wish = Wish.of(request.fence());
          MachineState state = endUnlessOlder(request.name(), wish);
          if (isOlder(wish, request.name())) return state;
          fences.bury(
              request.name(), wish, state instanceof MachineState.Stopped last ? last : null);
          Folders.discard(layout.machine(request.name()), layout.trash());
          return state;
        });
  }

  private MachineState endUnlessOlder(MachineName name, Wish wish) throws IOException {
    Optional<RunFolder> newest = runs.newest(name);
    if (isOlder(wish, name)) return runs.state(newest.orElseThrow());
    fences.raise(name, wish);
    runs.discardPrepared(name);
    if (newest.isPresent()) return runs.end(newest.get(), StopCause.REQUESTED);
    return fences
        .of(name)
        .<MachineState>map(Fences.Past::last)
        .orElseGet(() -> new MachineState.Missing(name));
  }

  private boolean isOlder(Wish wish, MachineName name) throws IOException {
    return runs.newest(name).filter(run -> wish.isBefore(run.wish())).isPresent();
  }

  @Override
  public void limit(LimitMachine request) {
    turns.take(
        request.name(),
        () -> {
          Optional<RunFolder> newest = runs.newest(request.name());
          if (newest.isPresent()
              && newest.get().wish().generation() == request.fence().generation()) {
            newest.get().limit(request);
          }
          return runs.state(request.name());
        });
  }

  @Override
  public MachineState observe(MachineName name) {
    return turns.take(name, () -> runs.state(name));
  }
}
