package org.stipend.workers.google;

import com.google.cloud.compute.v1.Disk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;

/**
 * What is remembered of a machine that is gone, as labels of its home disk, which outlives it: the
 * newest wish to end it, so that an older one to make it comes too late, and its last run.
 */
final class Graves {

  private static final String ENDED = "stipend-ended";
  private static final String LAST_RUN = "stipend-last-run";
  private static final String ESTIMATED = "about";

  private final PersistentDisks disks;

  Graves(PersistentDisks disks) {
    this.disks = disks;
  }

  /**
   * @param ended null where nobody wished it to end
   * @param last how its last run ended; null where it never ran
   */
  record Grave(@Nullable Wish ended, MachineState.@Nullable Stopped last) {

    boolean forbids(Wish start) {
      return ended != null && !ended.isBefore(start);
    }
  }

  static Grave read(MachineName machine, UUID runtime, Disk home) {
    String[] ended = home.getLabelsOrDefault(ENDED, "").split("_");
    if (ended.length != 3 || !ended[0].equals(runtime.toString())) return new Grave(null, null);
    var wish = new Wish(Long.parseLong(ended[1]), Integer.parseInt(ended[2]));
    String[] last = home.getLabelsOrDefault(LAST_RUN, "").split("_", 5);
    return new Grave(wish, last.length == 5 ? stopped(machine, last) : null);
  }

  private static MachineState.Stopped stopped(MachineName machine, String[] run) {
    return new MachineState.Stopped(
        machine,
        Long.parseLong(run[0]),
        micros(Long.parseLong(run[1])),
        micros(Long.parseLong(run[2])),
        StopCause.valueOf(run[4].toUpperCase(Locale.ROOT)),
        null,
        "",
        run[3].equals(ESTIMATED));
  }

  /**
   * Remembers a wish to end it, unless a newer one is known; and its last run, if it had one.
   * Without the disk there is nothing to be remembered: then no machine can be made on it either.
   */
  void remember(DiskName home, UUID runtime, Wish wish, MachineState.@Nullable Stopped last) {
    disks.relabel(
        home,
        labels -> {
          String[] known = labels.getOrDefault(ENDED, "").split("_");
          boolean isItsOwn = known.length == 3 && known[0].equals(runtime.toString());
          boolean isNewer =
              isItsOwn
                  && wish.isBefore(new Wish(Long.parseLong(known[1]), Integer.parseInt(known[2])));
          if (!isItsOwn) labels.remove(LAST_RUN);
          if (!isNewer) {
            labels.put(ENDED, "%s_%d_%d".formatted(runtime, wish.generation(), wish.attempt()));
          }
          if (last != null) labels.put(LAST_RUN, written(last));
          return labels;
        });
  }

  private static String written(MachineState.Stopped last) {
    return "%d_%d_%d_%s_%s"
        .formatted(
            last.generation(),
            micros(last.startedAt()),
            micros(last.stoppedAt()),
            last.estimated() ? ESTIMATED : "exact",
            last.cause().name().toLowerCase(Locale.ROOT));
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant micros(long sinceEpoch) {
    return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
  }
}
