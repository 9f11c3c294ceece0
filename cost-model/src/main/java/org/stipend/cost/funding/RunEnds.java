package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.stipend.cost.Payer;

/** What ends: a use is paid for up to there, and a run owes the rest of its minimum. */
final class RunEnds {

  private final Live live;
  private final ChargeBook book;
  private final Tiling tiling;
  private final Quarantine quarantine;

  RunEnds(Live live, ChargeBook book, Tiling tiling, Quarantine quarantine) {
    this.live = live;
    this.book = book;
    this.tiling = tiling;
    this.quarantine = quarantine;
  }

  /**
   * What a run owes of its minimum is paid by the payer of its last second.
   *
   * @param payer of that second
   */
  void finishEnded(Instant now, Function<Metered, Payer> payer) {
    Instant lastSecond = now.minusSeconds(1);
    for (Metered one : live.all()) {
      if (one.use().endsAt(now) && !one.use().isInstantRun()) {
        if (one.use().owedAt(now) > 0) {
          live.lineAt(one, lastSecond, now)
              .ifPresent(line -> book.chargeMinimum(line, now, payer.apply(one), lastSecond));
        }
        finish(one, now);
      }
    }
  }

  /**
   * A run without a second owes its minimum to the payer of the second it started in.
   *
   * @param open all lines of this second
   */
  void finishInstantRuns(
      List<Metered> runs, List<OpenLine> open, Instant now, Function<Metered, Payer> payer) {
    for (Metered one : runs) {
      if (live.lineAt(one, now, now).isEmpty()) {
        quarantine.add(one.use().id(), now, now);
      }
      Payer paying = payer.apply(one);
      open.stream()
          .filter(line -> line.metered().equals(one))
          .forEach(line -> book.chargeMinimum(line, now, paying, now));
      tiling.pays(paying, one.use(), now);
      finish(one, now);
    }
  }

  private void finish(Metered one, Instant now) {
    live.finish(one);
    tiling.end(one.use(), now);
  }
}
