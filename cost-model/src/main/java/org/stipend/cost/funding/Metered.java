package org.stipend.cost.funding;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.stipend.cost.DiskId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.time.Timeline;
import org.stipend.cost.usage.Use;

/**
 * A use and who is to pay for it from when on.
 *
 * @param payers of its workspace: the credit pool or a billing account; or the platform, where it
 *     is known that a launch never reached people, or that the account cannot pay
 * @param ready the billing account that takes over where the pool is to pay and cannot; absent: the
 *     use ends with the credit
 */
public record Metered(Use use, Timeline<Payer> payers, Timeline<Payer.LinkedAccount> ready) {

  public Metered {
    if (payers.at(use.start()).isEmpty()) {
      throw new IllegalArgumentException("Nobody is to pay for %s".formatted(use));
    }
  }

  /** A use that nobody takes over. */
  public Metered(Use use, Timeline<Payer> payers) {
    this(use, payers, Timeline.empty());
  }

  /** A use that one payer is to pay for as long as it lasts. */
  public static Metered of(Use use, Payer payer) {
    return new Metered(use, Timeline.<Payer>empty().from(use.start(), payer));
  }

  public Metered endedAt(Instant instant) {
    return new Metered(use.endedAt(instant), payers, ready);
  }

  /** Who is to pay for a second of it. */
  Payer boundAt(Instant second) {
    return payers.at(second).orElseThrow();
  }

  boolean isOnCreditAt(Instant second) {
    return boundAt(second) instanceof Payer.CreditPool;
  }

  /** It is to end with the credit, if that ends here. */
  boolean endsWithCreditAt(Instant second) {
    return isOnCreditAt(second) && ready.at(second).isEmpty();
  }

  /** Who pays for a second of it while the pool that is to pay cannot. */
  Payer inPlaceOf(ResearcherId pool, Instant second) {
    return ready.at(second).map(Payer.class::cast).orElseGet(() -> platformFor(use, pool));
  }

  /**
   * Whether it is a disk that the platform keeps at a second.
   *
   * @param standing of the pool there
   */
  Optional<Kept> keptAt(Instant second, Standing standing) {
    if (!(use.resource() instanceof DiskId disk) || !use.covers(second)) {
      return Optional.empty();
    }
    return switch (boundAt(second)) {
      case Payer.CreditPool _ when !standing.pays() && ready.at(second).isEmpty() ->
          Optional.of(
              new Kept(
                  disk,
                  Kept.Cause.CREDIT,
                  latest(
                      use.start(),
                      standing.ended().orElse(use.start()),
                      payers.sameSince(second),
                      ready.sameSince(second))));
      case Payer.Platform platform when platform.cause() == Payer.Cause.GRACE ->
          Optional.of(
              new Kept(disk, Kept.Cause.PAYER, latest(use.start(), payers.sameSince(second))));
      default -> Optional.empty();
    };
  }

  private static Instant latest(Instant... instants) {
    return Stream.of(instants).max(Instant::compareTo).orElseThrow();
  }

  /** The platform, where whoever is to pay for a use cannot: disks are kept, machines overrun. */
  public static Payer.Platform platformFor(Use use, ResearcherId pool) {
    return new Payer.Platform(use.isOfMachine() ? Payer.Cause.OVERRUN : Payer.Cause.GRACE, pool);
  }
}
