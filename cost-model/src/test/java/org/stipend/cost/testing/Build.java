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
import org.stipend.cost.SegmentId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.usage.DiskType;
import org.stipend.cost.usage.MachineTypes;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.UsageSegment;

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

  /** The segments of a machine, open from an instant on. */
  public static List<Metered> aMachine(String word, Instant start, List<Quantity> parts) {
    var segments = new ArrayList<Metered>();
    for (Quantity part : parts) {
      segments.add(aSegment(word + "/" + part.sku()).ofMachine(word).of(part).from(start).build());
    }
    return segments;
  }

  public static List<Metered> aMachine(String word, Instant start, String machineType) {
    return aMachine(word, start, MachineTypes.named(machineType).orElseThrow().parts());
  }

  public static Metered aDisk(String word, Instant start, String diskType, long gib) {
    return aSegment(word)
        .ofDisk(word)
        .of(DiskType.named(diskType).orElseThrow().ofGib(gib))
        .from(start)
        .build();
  }

  public static SegmentBuilder aSegment(String word) {
    return new SegmentBuilder(word);
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
        prices);
  }

  public static Pool with(Pool pool, List<Metered> segments) {
    Pool more = pool;
    for (Metered segment : segments) {
      more = more.with(segment);
    }
    return more;
  }

  /** Ends the segments whose name begins with a word. */
  public static Pool ended(Pool pool, ResourceId resource, Instant end) {
    return new Pool(
        pool.owner(),
        pool.standing(),
        pool.asOf(),
        pool.grants(),
        pool.segments().stream()
            .map(metered ->
                metered.segment().resource().equals(resource)
                    ? new Metered(
                        metered.segment().endedAt(end), metered.afterCredit(), metered.settledTo())
                    : metered)
            .toList(),
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

  /** Builds a segment: one GiB of a disk, from the start, on credit, unless told otherwise. */
  public static final class SegmentBuilder {
    private final String word;
    private ResourceId resource;
    private Quantity quantity = Quantity.of("pd.standard", 1);
    private Payer payer = CREDIT;
    private Payer afterCredit = GRACE;
    private boolean run;
    private Instant start = START;
    private @Nullable Instant end;

    private SegmentBuilder(String word) {
      this.word = word;
      this.resource = new DiskId(id(word));
    }

    /** A part of a machine: it has the minimum, and becomes overrun when the credit ends. */
    public SegmentBuilder ofMachine(String name) {
      resource = machine(name);
      run = true;
      afterCredit = OVERRUN;
      return this;
    }

    public SegmentBuilder ofDisk(String name) {
      resource = new DiskId(id(name));
      return this;
    }

    public SegmentBuilder of(Quantity quantity) {
      this.quantity = quantity;
      return this;
    }

    public SegmentBuilder of(String sku, long amount) {
      return of(Quantity.of(sku, amount));
    }

    public SegmentBuilder paidBy(Payer payer) {
      this.payer = payer;
      return this;
    }

    public SegmentBuilder then(Payer afterCredit) {
      this.afterCredit = afterCredit;
      return this;
    }

    public SegmentBuilder from(Instant start) {
      this.start = start;
      return this;
    }

    public SegmentBuilder until(@Nullable Instant end) {
      this.end = end;
      return this;
    }

    public Metered build() {
      SegmentId segmentId = new SegmentId(id("segment/" + word));
      UsageSegment open =
          run
              ? UsageSegment.ofRun(segmentId, resource, quantity, payer, start)
              : UsageSegment.of(segmentId, resource, quantity, payer, start);
      return Metered.unsettled(end == null ? open : open.endedAt(end), afterCredit);
    }
  }
}
