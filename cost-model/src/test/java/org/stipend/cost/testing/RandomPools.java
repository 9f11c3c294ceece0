package org.stipend.cost.testing;

import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aUse;
import static org.stipend.cost.testing.ListPrices.price;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.UsageUnit;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Timeline;

/**
 * Pools in which, within minutes, everything happens that may happen in years: a month ends, prices
 * change, grants begin, expire and run out, machines run for hours, for a moment, or for none.
 */
public final class RandomPools {

  /** Pools begin here, shortly before a month ends. */
  public static final Instant BEGIN = Instant.parse("2026-11-30T23:57:00Z");

  public static final int SECONDS = 360;
  public static final Instant END = BEGIN.plusSeconds(SECONDS);

  private final RandomGenerator random;

  private RandomPools(RandomGenerator random) {
    this.random = random;
  }

  public static Pool next(RandomGenerator random) {
    return new RandomPools(random).pool();
  }

  public static Facts facts(RandomGenerator random) {
    Pool pool = next(random);
    return new Facts(
        pool.owner(),
        pool.grants().stream().map(GrantBalance::grant).toList(),
        pool.revocations(),
        pool.uses(),
        pool.prices());
  }

  private Pool pool() {
    List<Metered> uses = uses();
    PriceList prices = prices();
    Pool free =
        new Pool(
            Build.ADA,
            Standing.NONE,
            BEGIN.minusSeconds(1),
            List.of(),
            List.of(),
            uses,
            List.of(),
            prices);
    List<Grant> grants = grants(Math.max(1, worth(free)));
    return new Pool(
        free.owner(),
        free.standing(),
        free.asOf(),
        grants.stream().map(GrantBalance::whole).toList(),
        revocations(grants),
        uses.stream().map(this::perhapsTakenOver).toList(),
        List.of(),
        prices);
  }

  /** Mostly nobody is ready to take over; else from an instant on, and perhaps no longer later. */
  private Metered perhapsTakenOver(Metered one) {
    if (random.nextInt(3) > 0) {
      return one;
    }
    Timeline<Payer.LinkedAccount> ready =
        Timeline.<Payer.LinkedAccount>empty()
            .from(random.nextBoolean() ? Instant.MIN : anInstant(), anAccount());
    return new Metered(
        one.use(), one.payers(), random.nextBoolean() ? ready : ready.absentFrom(anInstant()));
  }

  /** What all uses together cost, so that grants end somewhere in between. */
  private static long worth(Pool free) {
    return free.settle(END).charges().stream().mapToLong(charge -> charge.amount().nanos()).sum();
  }

  private List<Grant> grants(long worth) {
    var grants = new ArrayList<Grant>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Instant effective = random.nextInt(3) == 0 ? anInstant() : BEGIN;
      Instant expiry = random.nextBoolean() ? null : anInstant();
      if (expiry != null && !expiry.isAfter(effective)) {
        expiry = effective.plusSeconds(1 + random.nextInt(100));
      }
      long amount = random.nextInt(6) == 0 ? 1 + random.nextInt(50) : 1 + random.nextLong(worth);
      grants.add(
          aGrant("grant " + i)
              .of(new Money(amount))
              .priority(random.nextInt(2))
              .from(effective)
              .until(expiry)
              .build());
    }
    return grants;
  }

  /** Some of it, more than there is, or all; twice within a second, before it is in force, late. */
  private List<Revocation> revocations(List<Grant> grants) {
    var revocations = new ArrayList<Revocation>();
    for (Grant grant : grants) {
      Instant at = grant.effectiveAt();
      for (int number = 1; random.nextInt(3) == 0; number++) {
        at = at.plusMillis(random.nextBoolean() ? random.nextInt(900) : random.nextInt(200_000));
        long amount = grant.amount().nanos();
        Money asked =
            random.nextBoolean() ? grant.amount() : new Money(1 + random.nextLong(2 * amount));
        revocations.add(new Revocation(grant.id(), number, asked, at));
      }
    }
    return revocations;
  }

  private List<Metered> uses() {
    var uses = new ArrayList<Metered>();
    int machines = random.nextInt(4);
    for (int machine = 0; machine < machines; machine++) {
      runs("machine " + machine, uses);
    }
    int disks = random.nextInt(3);
    for (int disk = 0; disk < disks; disk++) {
      Instant start = random.nextBoolean() ? BEGIN : anInstant();
      uses.add(
          aUse("disk " + disk)
              .of(random.nextBoolean() ? "pd.standard" : "pd.balanced", 1 + random.nextInt(500))
              .from(start)
              .until(anEndAfter(start))
              .paidBy(payers())
              .build());
    }
    return uses;
  }

  /** One machine, started again and again. */
  private void runs(String name, List<Metered> uses) {
    Instant start = anInstant();
    Timeline<Payer> payers = payers();
    long cores = 250L * (1 + random.nextInt(32));
    long memory = 256L * (1 + random.nextInt(200));
    for (int run = 0; start != null && start.isBefore(END) && run < 4; run++) {
      Instant end = anEndAfter(start);
      for (String sku : List.of("n1.core", "n1.ram")) {
        uses.add(
            aUse(name + sku + run)
                .ofMachine(name)
                .of(sku, sku.equals("n1.core") ? cores : memory)
                .from(start)
                .until(end)
                .paidBy(payers)
                .build());
      }
      start = end == null ? null : end.plusSeconds(random.nextInt(3) * 10L);
    }
  }

  private @Nullable Instant anEndAfter(Instant start) {
    return switch (random.nextInt(5)) {
      case 0 -> start;
      case 1 -> start.plusSeconds(random.nextInt(70));
      case 2 -> start.plusSeconds(random.nextInt(SECONDS));
      default -> null;
    };
  }

  /** Mostly credit alone; else handed over, and back, and over again. */
  private Timeline<Payer> payers() {
    Timeline<Payer> payers = Timeline.<Payer>empty().from(Instant.MIN, aPayer());
    for (int changes = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0; changes > 0; changes--) {
      payers = payers.from(anInstant(), random.nextBoolean() ? Build.CREDIT : anAccount());
    }
    return payers;
  }

  private Payer aPayer() {
    return switch (random.nextInt(12)) {
      case 0 -> new Payer.Platform(Payer.Cause.FAILED_LAUNCH, Build.ADA);
      case 1 -> anAccount();
      default -> Build.CREDIT;
    };
  }

  private static Payer.LinkedAccount anAccount() {
    return new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));
  }

  private PriceList prices() {
    var prices = new ArrayList<Price>();
    versions(prices, "n1.core", UsageUnit.VCPU_HOUR);
    versions(prices, "n1.ram", UsageUnit.GIB_HOUR);
    versions(prices, "pd.standard", UsageUnit.GIB_MONTH);
    versions(prices, "pd.balanced", UsageUnit.GIB_MONTH);
    return PriceList.of(prices);
  }

  private void versions(List<Price> prices, String sku, UsageUnit unit) {
    Instant from = BillingMonth.of(BEGIN).start();
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      Instant to = anInstant();
      if (to.isAfter(from)) {
        prices.add(aPrice(sku, unit, from, to));
        from = to;
      }
    }
    prices.add(aPrice(sku, unit, from, null));
  }

  private Price aPrice(String sku, UsageUnit unit, Instant from, @Nullable Instant to) {
    int nanos = random.nextInt(random.nextInt(4) == 0 ? 100_000 : 999_999_999);
    return price(sku, unit, random.nextInt(2), nanos, from, to);
  }

  private Instant anInstant() {
    return BEGIN.plusSeconds(random.nextInt(SECONDS));
  }
}
