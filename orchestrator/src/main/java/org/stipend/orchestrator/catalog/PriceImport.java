package org.stipend.orchestrator.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.time.Interval;

/**
 * Takes price lists over, at every start the one that comes with the product: before anything runs,
 * and once however many processes start. A list ends the prices it replaces in the second in which
 * it takes effect, which is never one that was rated already: nothing before it changes. What never
 * had a price gets its first one from the file's instant on, so that use in quarantine is rated.
 */
@Component
public final class PriceImport implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(PriceImport.class);
  private static final String BUNDLED = "/catalog/prices-us-central1.json";

  private final PriceTable prices;
  private final Offer offer;
  private final ObjectProvider<PricesChanged> books; // they stand above the catalog
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  PriceImport(
      PriceTable prices,
      Offer offer,
      ObjectProvider<PricesChanged> books,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.prices = prices;
    this.offer = offer;
    this.books = books;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    take(Bundled.text(BUNDLED));
  }

  /**
   * Takes a list over, unless it was before.
   *
   * @throws IllegalStateException where the same list had another content, or leaves out what is
   *     offered or in use
   */
  public void take(String content) {
    PriceFile file = PriceFile.of(content);
    String sha256 = PriceFile.sha256(content);
    transactions.executeWithoutResult(status -> {
      prices.lock();
      Optional<String> known = prices.sha256(file.id());
      if (known.isEmpty()) {
        takeOver(file, sha256);
      } else if (!known.get().equals(sha256)) {
        throw new IllegalStateException(
            "price list %s was imported with other content: a change needs a new id"
                .formatted(file.id()));
      }
    });
  }

  private void takeOver(PriceFile file, String sha256) {
    Replacement change = Replacement.of(prices.inForce(file.region()), file);
    refuseToLeaveOut(change.leftOut(), file);
    Instant effective = effective(file);
    prices.retireAll(file.region());
    prices.insert(file, sha256, effective, clock.instant());
    change.ended().forEach(price -> prices.end(price, effective));
    for (PriceFile.Line line : change.added()) {
      prices.insert(
          file, line, prices.hasRated(file.region(), line) ? effective : file.effectiveFrom());
    }
    if (file.isOfTheRegionInForce()) {
      books.ifAvailable(kept -> kept.from(effective));
    }
    log.atInfo()
        .addKeyValue("priceList", file.id())
        .addKeyValue("effective", effective)
        .addKeyValue("ended", change.ended().size())
        .addKeyValue("added", change.added().size())
        .log("A price list takes effect");
  }

  /** What is offered or used never loses its price by being forgotten. */
  private void refuseToLeaveOut(SortedSet<SkuKey> leftOut, PriceFile file) {
    if (leftOut.isEmpty() || !file.isOfTheRegionInForce()) {
      return;
    }
    SortedSet<SkuKey> needed = new TreeSet<>(offer.skus());
    books.ifAvailable(kept -> needed.addAll(kept.inUse()));
    needed.retainAll(leftOut);
    if (!needed.isEmpty()) {
      throw new IllegalStateException(
          "price list %s leaves out what is offered or in use: %s. A list names every price that holds from it on"
              .formatted(file.id(), needed));
    }
  }

  /** The first list also holds for what was before it; any other never reaches back. */
  private Instant effective(PriceFile file) {
    Optional<Instant> last = prices.lastEffective(file.region());
    if (last.isEmpty()) {
      return file.effectiveFrom();
    }
    List<Instant> earliest =
        new ArrayList<>(List.of(file.effectiveFrom(), last.get().plusSeconds(1)));
    if (file.isOfTheRegionInForce()) {
      books.ifAvailable(kept -> earliest.add(kept.hold()));
    }
    earliest.add(Interval.floor(clock.instant())); // read after others were waited for
    return Collections.max(earliest);
  }
}
