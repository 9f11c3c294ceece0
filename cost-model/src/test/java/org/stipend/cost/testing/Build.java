package org.stipend.cost.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.Payer.Cause;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.time.Timeline;
import org.stipend.cost.usage.DiskType;
import org.stipend.cost.usage.MachineTypes;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Use;

/** Small things to test with. Names are words; the ids behind them are derived from the words. */
public final class Build {

  public static final ResearcherId ADA = new ResearcherId(id("ada"));
  public static final Payer CREDIT = new Payer.CreditPool(ADA);
  public static final Payer OVERRUN = new Payer.Platform(Cause.OVERRUN, ADA);
  public static final Payer GRACE = new Payer.Platform(Cause.GRACE, ADA);

  /** The first instant of a month of 30 days. */
  public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private Build() {}

  public static UUID id(String word) {
    return UUID.nameUUIDFromBytes(word.getBytes(UTF_8));
  }

  public static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  public static GrantBuilder aGrant(String word) {
    return new GrantBuilder(word);
  }

  /** The uses of a machine, open from an instant on. */
  public static List<Metered> aMachine(String word, Instant start, List<Quantity> parts) {
    var uses = new ArrayList<Metered>();
    for (Quantity part : parts) {
      uses.add(aUse(word + "/" + part.sku()).ofMachine(word).of(part).from(start).build());
    }
    return uses;
  }

  public static List<Metered> aMachine(String word, Instant start, String machineType) {
    return aMachine(word, start, MachineTypes.named(machineType).orElseThrow().parts());
  }

  public static Metered aDisk(String word, Instant start, String diskType, long gib) {
    return aUse(word)
        .ofDisk(word)
        .of(DiskType.named(diskType).orElseThrow().ofGib(gib))
        .from(start)
        .build();
  }

  public static UseBuilder aUse(String word) {
    return new UseBuilder(word);
  }

  /** A pool at its first instant, with grants in force. */
  public static Pool aPool(Instant asOf, PriceList prices, Grant... grants) {
    return new Pool(
        ADA,
        Standing.ACTIVE,
        asOf,
        Arrays.stream(grants).map(GrantBalance::whole).toList(),
        List.of(),
        List.of(),
        List.of(),
        prices);
  }

  public static Pool with(Pool pool, List<Metered> uses) {
    Pool more = pool;
    for (Metered use : uses) {
      more = more.with(use);
    }
    return more;
  }

  /** The pool once it is known that a resource ends. */
  public static Pool ended(Pool pool, ResourceId resource, Instant end) {
    return new Pool(
        pool.owner(),
        pool.standing(),
        pool.asOf(),
        pool.grants(),
        pool.revocations(),
        pool.uses().stream()
            .map(one -> one.use().resource().equals(resource) ? one.endedAt(end) : one)
            .toList(),
        pool.lines(),
        pool.prices());
  }

  /** The pool once it is known what is taken back. */
  public static Pool revoking(Pool pool, Revocation... revocations) {
    return new Pool(
        pool.owner(),
        pool.standing(),
        pool.asOf(),
        pool.grants(),
        List.of(revocations),
        pool.uses(),
        pool.lines(),
        pool.prices());
  }

  public static RuntimeId machine(String word) {
    return new RuntimeId(id(word));
  }

  /** Builds a grant: $300 without expiry unless told otherwise. */
  public static final class GrantBuilder {
    private final String word;
    private Money amount = Money.ofDollars(300);
    private int priority;
    private boolean promotional = true;
    private Instant effectiveAt = START;
    private @Nullable Instant expiresAt;

    private GrantBuilder(String word) {
      this.word = word;
    }

    public GrantBuilder of(String dollars) {
      return of(Money.parse(dollars));
    }

    public GrantBuilder of(Money amount) {
      this.amount = amount;
      return this;
    }

    public GrantBuilder priority(int priority) {
      this.priority = priority;
      return this;
    }

    public GrantBuilder paid() {
      this.promotional = false;
      return this;
    }

    public GrantBuilder from(Instant effectiveAt) {
      this.effectiveAt = effectiveAt;
      return this;
    }

    public GrantBuilder until(@Nullable Instant expiresAt) {
      this.expiresAt = expiresAt;
      return this;
    }

    public Grant build() {
      return new Grant(
          new GrantId(id(word)), "starting", amount, priority, promotional, effectiveAt, expiresAt);
    }
  }

  /** Builds a use: one GiB of a disk, from the start, on credit, unless told otherwise. */
  public static final class UseBuilder {
    private final String word;
    private ResourceId resource;
    private Quantity quantity = Quantity.of("pd.standard", 1);
    private Timeline<Payer> payers = Timeline.<Payer>empty().from(Instant.MIN, CREDIT);
    private Instant start = START;
    private @Nullable Instant end;

    private UseBuilder(String word) {
      this.word = word;
      this.resource = new DiskId(id(word));
    }

    /** A part of a machine: it has the minimum, and becomes overrun when the credit ends. */
    public UseBuilder ofMachine(String name) {
      resource = machine(name);
      return this;
    }

    public UseBuilder ofDisk(String name) {
      resource = new DiskId(id(name));
      return this;
    }

    public UseBuilder of(Quantity quantity) {
      this.quantity = quantity;
      return this;
    }

    public UseBuilder of(String sku, long amount) {
      return of(Quantity.of(sku, amount));
    }

    public UseBuilder paidBy(Payer payer) {
      return paidBy(Timeline.<Payer>empty().from(Instant.MIN, payer));
    }

    public UseBuilder paidBy(Timeline<Payer> payers) {
      this.payers = payers;
      return this;
    }

    public UseBuilder from(Instant start) {
      this.start = start;
      return this;
    }

    public UseBuilder until(@Nullable Instant end) {
      this.end = end;
      return this;
    }

    public Metered build() {
      var use = new Use(new UseId(id("use/" + word)), resource, quantity, start, end);
      return new Metered(use, payers);
    }
  }
}
