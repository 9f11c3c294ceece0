package org.stipend.cost.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Breakage;
import org.stipend.cost.funding.Charge;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Taking;
import org.stipend.cost.funding.Tile;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.rating.ChargeLine;

/**
 * What must come out the same however a pool is settled, as text, so that a difference can be read:
 * who bore how much of each line, how much each grant paid and lost, who paid each use from when
 * on.
 */
public final class Totals {

  private final Map<String, Long> amounts = new TreeMap<>();
  private final Map<String, String> payers = new TreeMap<>();
  private final Map<UseId, Payer> last = new HashMap<>();

  public static Totals of(List<Settlement> settlements) {
    var totals = new Totals();
    for (Settlement settlement : settlements) {
      settlement.charges().forEach(totals::add);
      settlement.breakages().forEach(totals::add);
      settlement.takings().forEach(totals::add);
      settlement.tiles().forEach(totals::add);
    }
    return totals;
  }

  private void add(Charge charge) {
    used(charge.line(), charge.quantity());
    charge.shares().forEach(share -> bore(charge.line(), share.account(), share.amount().nanos()));
  }

  private void add(Breakage breakage) {
    broke(breakage.grant().id(), breakage.amount().nanos());
  }

  private void add(Taking taking) {
    took(taking.revocation(), taking.amount().nanos());
  }

  private void add(Tile tile) {
    paid(tile.use(), tile.start(), tile.payer());
  }

  void used(ChargeLine.Key line, long quantity) {
    add("used " + name(line), quantity);
  }

  /** Credit counts by line and by grant; which grant paid which line may differ. */
  void bore(ChargeLine.Key line, Account account, long nanos) {
    if (account.kind() == Account.Kind.CREDIT) {
      add("%s bore %s".formatted("credit", name(line)), nanos);
      add(account + " bore", nanos);
    } else {
      add("%s bore %s".formatted(account, name(line)), nanos);
    }
  }

  void broke(GrantId grant, long nanos) {
    add("broke " + grant, nanos);
  }

  void took(Revocation revocation, long nanos) {
    add("took " + revocation.grant() + " " + revocation.number(), nanos);
  }

  /** From an instant on a use has this payer; said again of the same one, it says nothing. */
  void paid(UseId use, Instant from, Payer payer) {
    if (!payer.equals(last.put(use, payer))) {
      payers.put(use + " " + from, payer.toString());
    }
  }

  private void add(String what, long amount) {
    amounts.merge(what, amount, Math::addExact);
    amounts.remove(what, 0L);
  }

  private static String name(ChargeLine.Key line) {
    return "%s %s %s %s".formatted(line.resource(), line.sku(), line.price(), line.month());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Totals that
        && amounts.equals(that.amounts)
        && payers.equals(that.payers);
  }

  @Override
  public int hashCode() {
    return amounts.hashCode();
  }

  @Override
  public String toString() {
    return String.join("\n", lines(amounts)) + "\n" + String.join("\n", lines(payers));
  }

  private static List<String> lines(Map<String, ?> map) {
    return map.entrySet().stream().map(Object::toString).toList();
  }
}
