package org.stipend.orchestrator.payer;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.time.Timeline;
import org.stipend.cost.usage.Use;

/**
 * Who is to pay for a workspace from when on: whom it is bound to, but the platform while a billing
 * account cannot pay.
 *
 * @param machines who pays for machines
 * @param disks who pays for disks
 * @param ready the account that takes over where the credit ends; absent while it cannot pay
 */
public record WorkspacePayers(
    Timeline<Payer> machines, Timeline<Payer> disks, Timeline<Payer.LinkedAccount> ready) {

  /**
   * @param outages why an account cannot pay, while it cannot
   */
  static WorkspacePayers of(
      ResearcherId pool,
      Timeline<Payer> bound,
      Timeline<Payer.LinkedAccount> successors,
      Function<BillingAccountId, Timeline<String>> outages) {
    var changes = new TreeSet<Instant>();
    changes.addAll(bound.changes());
    changes.addAll(successors.changes());
    Stream.concat(bound.values().stream(), successors.values().stream())
        .flatMap(payer -> outagesOf(payer, outages).changes().stream())
        .forEach(changes::add);
    return new WorkspacePayers(
        paying(bound, changes, outages, new Payer.Platform(Payer.Cause.OVERRUN, pool)),
        paying(bound, changes, outages, new Payer.Platform(Payer.Cause.GRACE, pool)),
        able(successors, changes, outages));
  }

  private static Timeline<Payer> paying(
      Timeline<Payer> bound,
      SortedSet<Instant> changes,
      Function<BillingAccountId, Timeline<String>> outages,
      Payer platform) {
    Timeline<Payer> paying = Timeline.empty();
    for (Instant at : changes) {
      Optional<Payer> payer = bound.at(at);
      if (payer.isPresent()) {
        boolean out = outagesOf(payer.get(), outages).at(at).isPresent();
        paying = paying.from(at, out ? platform : payer.get());
      }
    }
    return paying;
  }

  private static Timeline<Payer.LinkedAccount> able(
      Timeline<Payer.LinkedAccount> successors,
      SortedSet<Instant> changes,
      Function<BillingAccountId, Timeline<String>> outages) {
    Timeline<Payer.LinkedAccount> able = Timeline.empty();
    for (Instant at : changes) {
      Optional<Payer.LinkedAccount> successor =
          successors.at(at).filter(one -> outagesOf(one, outages).at(at).isEmpty());
      able = successor.isPresent() ? able.from(at, successor.get()) : able.absentFrom(at);
    }
    return able;
  }

  private static Timeline<String> outagesOf(
      Payer payer, Function<BillingAccountId, Timeline<String>> outages) {
    return payer instanceof Payer.LinkedAccount linked
        ? outages.apply(linked.account())
        : Timeline.empty();
  }

  /** Who is to pay for a use of this workspace. */
  public Timeline<Payer> of(Use use) {
    return use.isOfMachine() ? machines : disks;
  }

  public boolean isOnCreditAt(Instant instant) {
    return machines.at(instant).orElseThrow() instanceof Payer.CreditPool;
  }

  /** What runs is to stop if the credit ends at an instant. */
  public boolean endsWithCreditAt(Instant instant) {
    return isOnCreditAt(instant) && ready.at(instant).isEmpty();
  }

  /** Its billing account cannot pay at an instant. */
  public boolean isInactiveAt(Instant instant) {
    return machines.at(instant).orElseThrow() instanceof Payer.Platform;
  }
}
