package org.stipend.emulator.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Refusal;

/**
 * The script of what goes wrong. Each fault counts the calls that concern it, from its own first.
 */
public final class Faults {

  private static final int MINUTE = 60;

  private final Map<Fault, Integer> counts = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Integer> inMinute = new HashMap<>();
  private OptionalInt perMinute = OptionalInt.empty();
  private long minute;

  public synchronized void add(Fault fault) {
    faults.add(fault);
    counts.remove(fault);
  }

  /** A project's calls in a minute; the next minute begins with all of them again. */
  public synchronized void limitRate(int calls) {
    perMinute = OptionalInt.of(calls);
    inMinute.clear();
  }

  public synchronized void clear() {
    faults.clear();
    counts.clear();
    perMinute = OptionalInt.empty();
  }

  /** What happens to this call, which is counted. */
  public synchronized List<Fault.Effect> strike(Call call, Instant now) {
    var effects = new ArrayList<Fault.Effect>();
    overRate(call.project(), now).ifPresent(effects::add);
    for (Fault fault : faults) {
      if (!fault.concerns(call)) continue;
      if (fault.strikesAt(counts.merge(fault, 1, Integer::sum))) effects.add(fault.effect());
    }
    return effects;
  }

  private Optional<Fault.Effect> overRate(String project, Instant now) {
    if (perMinute.isEmpty()) return Optional.empty();
    long present = Math.floorDiv(now.getEpochSecond(), MINUTE);
    if (present != minute) inMinute.clear();
    minute = present;
    if (inMinute.merge(project, 1, Integer::sum) <= perMinute.getAsInt()) return Optional.empty();
    String words =
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service"
            + " 'compute.googleapis.com' for consumer '"
            + project
            + "'.";
    return Optional.of(new Fault.Refused(Refusal.limited("rateLimitExceeded", words)));
  }
}
