package org.stipend.workers.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.workers.watch.MachineChanges;

/**
 * Everything of this computer, put together. When it opens, what an earlier process left is taken
 * over or cleared away before the first call is answered.
 */
public final class LocalProvider implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LocalProvider.class);

  private static final Path OUR_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private final LocalSettings settings;
  private final MachineChanges changes;
  private final Turns<MachineName> turns = new Turns<>();
  private final Watchers watchers = new Watchers(this::ended);
  private final Runs runs;
  private final LocalMachines machines;
  private final LocalDisks disks;
  private final LocalInventory inventory;

  private LocalProvider(
      LocalSettings settings,
      MachineChanges changes,
      InstantSource clock,
      Function<Wrapper, List<Recipe>> book)
      throws IOException {
    Layout layout = Layout.in(settings.directory());
    var providerLog = new ProviderLog(layout.providerLog());
    Wrapper wrapper = Wrapper.with(settings.python(), layout.programs());
    var recipes = new Recipes(book.apply(wrapper));
    var room =
        new Room(layout.directory(), settings.minimumFreeMemory(), settings.minimumFreeDisk());
    this.settings = settings;
    this.changes = changes;
    this.runs = new Runs(layout, wrapper, providerLog, clock);
    this.machines = new LocalMachines(layout, settings, recipes, room, runs, turns, watchers);
    this.disks = new LocalDisks(layout, room, providerLog, clock);
    this.inventory =
        new LocalInventory(settings.stopLead(), recipes, new LocalHoldings(layout, runs));
    new Fences(layout).forgetOld(clock.instant());
    runs.recover();
    runs.alive().forEach(watchers::watch);
  }

  public static LocalProvider open(
      LocalSettings settings, MachineChanges changes, InstantSource clock) {
    return open(settings, changes, clock, wrapper -> recipes(settings, wrapper));
  }

  static LocalProvider open(
      LocalSettings settings,
      MachineChanges changes,
      InstantSource clock,
      Function<Wrapper, List<Recipe>> book) {
    try {
      return new LocalProvider(settings, changes, clock, book);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "stipend.local.directory " + settings.directory() + " cannot be used", failure);
    }
  }

  private static List<Recipe> recipes(LocalSettings settings, Wrapper wrapper) {
    var jupyter = new JupyterServer(settings.toolsDirectory());
    return List.of(
        new JupyterRecipe(jupyter),
        new TerminalRecipe(jupyter),
        new RStudioRecipe(settings.rserver(), wrapper),
        new CromwellRecipe(settings.cromwellJar(), settings.toolsDirectory(), OUR_JAVA, wrapper));
  }

  LocalMachines machines() {
    return machines;
  }

  LocalDisks disks() {
    return disks;
  }

  LocalInventory inventory() {
    return inventory;
  }

  /** Says of every machine here that it may have changed while nobody looked. */
  public void announce() {
    try {
      for (MachineName name : runs.machines()) {
        runs.newest(name).ifPresent(this::announce);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void announce(RunFolder run) {
    try {
      changes.changed(run.order().start().runtime());
    } catch (IOException deletedMeanwhile) {
      log.atDebug().addKeyValue("machine", run.name().value()).log("machine is gone");
    }
  }

  private void ended(RunFolder run) {
    MachineState state = machines.observe(run.name());
    if (state instanceof MachineState.Stopped stopped && stopped.cause() != StopCause.REQUESTED) {
      announce(run);
    }
  }

  /** Ends the tools, where that is wanted, and stops watching; starts nothing any more. */
  @Override
  public void close() {
    machines.close();
    watchers.close();
    if (!settings.endToolsOnShutdown()) return;
    try {
      List<RunFolder> alive = runs.alive();
      for (RunFolder run : alive) run.requestStop(StopCause.LOST);
      for (RunFolder run : alive) turns.take(run.name(), () -> runs.end(run, StopCause.LOST));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
