package org.stipend.workers.google;

import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Items;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;

/** A machine as Google shows it, and what we have written into its metadata. */
record Vm(MachineName name, Instance instance, Map<String, String> metadata) {

  static final String TOOL = "stipend-tool";
  static final String SECRET = "stipend-secret";
  static final String ORIGIN = "stipend-origin";

  /** The wish its present or last run is for. */
  static final String RUN = "stipend-run";

  /** When the run before that one had begun: while it is the newest, that one has not. */
  static final String AFTER = "stipend-after";

  /** The wish that run was for. */
  static final String BEFORE = "stipend-before";

  /** The newest wish to end it. */
  static final String ENDED = "stipend-ended";

  /** What had ended its run already when that wish came; absent where that wish did. */
  static final String CAUSE = "stipend-cause";

  /** When the guest switches it off. */
  static final String END = "stipend-end";

  /** Which call wrote that. */
  static final String END_ORDER = "stipend-end-order";

  static final String HOME = "home";

  /** Google takes no longer one. */
  static final Duration LONGEST_RUN = Duration.ofDays(120);

  /** What a machine is doing. */
  enum Power {
    STARTING,
    RUNNING,
    STOPPING,
    OFF
  }

  static Vm of(MachineName name, Instance instance) {
    var metadata = new TreeMap<String, String>();
    for (Items item : instance.getMetadata().getItemsList()) {
      metadata.put(item.getKey(), item.getValue());
    }
    return new Vm(name, instance, metadata);
  }

  Power power() {
    return switch (instance.getStatus()) {
      case "PENDING", "PROVISIONING", "STAGING" -> Power.STARTING;
      case "RUNNING" -> Power.RUNNING;
      case "PENDING_STOP", "STOPPING", "SUSPENDING", "REPAIRING", "DEPROVISIONING" ->
          Power.STOPPING;
      case "TERMINATED", "STOPPED", "SUSPENDED" -> Power.OFF;
      default ->
          throw new IllegalStateException(
              "%s is %s, which is new to us".formatted(name.value(), instance.getStatus()));
    };
  }

  /** Another's may have the name of one of ours: it has not its labels. */
  boolean isOurs() {
    Map<String, String> labels = instance.getLabelsMap();
    String own = "rt-%s-g%s".formatted(labels.get(Labels.RUNTIME), labels.get(Labels.GENERATION));
    return name.value().equals(own) && Labels.STIPEND.equals(labels.get(Labels.MANAGED_BY));
  }

  /** By somebody else: it is off, though its memory costs. */
  boolean isSuspended() {
    return instance.getStatus().equals("SUSPENDED");
  }

  /** The wish it was last started for; one that is not ours was started for none. */
  Wish run() {
    return wish(RUN).orElse(new Wish(0, 0));
  }

  /** The wish for the run that began last. */
  Wish lastRun() {
    return isYetToStart() ? wish(BEFORE).orElse(new Wish(0, 0)) : run();
  }

  Optional<Wish> ended() {
    return wish(ENDED);
  }

  private Optional<Wish> wish(String key) {
    return Optional.ofNullable(metadata.get(key)).map(Wish::parse);
  }

  /** It was told of a run that has never begun. */
  boolean isYetToStart() {
    return metadata.containsKey(AFTER)
        && metadata.get(AFTER).equals(instance.getLastStartTimestamp());
  }

  /** A run that never began counts as none at all. */
  Instant startedAt() {
    return instant(
        instance.hasLastStartTimestamp()
            ? instance.getLastStartTimestamp()
            : instance.getCreationTimestamp());
  }

  /** Who sleeps has stopped running, also when he is then switched off. */
  Instant stoppedAt() {
    return Stream.of(instance.getLastStopTimestamp(), instance.getLastSuspendedTimestamp())
        .filter(time -> !time.isEmpty())
        .map(Vm::instant)
        .filter(time -> !time.isBefore(startedAt()))
        .min(Instant::compareTo)
        .orElse(startedAt());
  }

  /** Where Google itself ends its run; one of ours always has such an end. */
  Instant latestEnd() {
    Duration most =
        instance.getScheduling().hasMaxRunDuration()
            ? Duration.ofSeconds(instance.getScheduling().getMaxRunDuration().getSeconds())
            : LONGEST_RUN;
    return startedAt().plus(most);
  }

  /** Where its run ends by itself, by the guest or by Google. */
  Instant runsUntil() {
    String end = metadata.get(END);
    if (end == null) return latestEnd();
    Instant own = Instant.parse(end);
    return own.isBefore(latestEnd()) ? own : latestEnd();
  }

  long endOrder() {
    return Long.parseLong(metadata.getOrDefault(END_ORDER, "0"));
  }

  MachineState.Running running() {
    return new MachineState.Running(
        name,
        run().generation(),
        startedAt(),
        address(),
        metadata.getOrDefault(SECRET, ""),
        runsUntil(),
        latestEnd());
  }

  private URI address() {
    Tool tool = Tool.valueOf(metadata.getOrDefault(TOOL, Tool.TERMINAL.name()));
    return URI.create(
        "http://%s:%d".formatted(instance.getNetworkInterfaces(0).getNetworkIP(), port(tool)));
  }

  static int port(Tool tool) {
    return switch (tool) {
      case JUPYTER -> 8888;
      case RSTUDIO -> 8787;
      case CROMWELL -> 8000;
      case TERMINAL -> 7681;
    };
  }

  /** The name of the disk that the person's files are on. */
  Optional<String> home() {
    return instance.getDisksList().stream()
        .filter(disk -> disk.getDeviceName().equals(HOME))
        .map(AttachedDisk::getSource)
        .map(source -> source.substring(source.lastIndexOf('/') + 1))
        .findFirst();
  }

  static Instant instant(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }
}
