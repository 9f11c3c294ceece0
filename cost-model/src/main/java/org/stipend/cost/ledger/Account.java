package org.stipend.cost.ledger;

import java.util.UUID;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.price.SkuKey;

/**
 * A place in the books. Its name, such as {@code credit:0b7c…} or {@code consumed:n1}, is its
 * identity.
 *
 * @param subject what of its kind; empty where there is one account only
 */
public record Account(Kind kind, String subject) implements Comparable<Account> {

  /** What an account is for, and the first part of its name. */
  public enum Kind {
    /** The unspent part of a grant; never below zero. */
    CREDIT("credit"),
    /** Minus what a programme has granted. */
    FUNDING("funding"),
    /** Owed by a researcher's own billing account. */
    PAYER("payer"),
    /** Value delivered, by SKU family: the counter-side of usage. */
    CONSUMED("consumed"),
    /** Paid by the platform between the end of the credit and the real stop, by researcher. */
    OVERRUN("platform:overrun"),
    /** Disks kept after the credit ended, by researcher. */
    GRACE("platform:grace"),
    /** Machines of launches that never reached people, by researcher. */
    FAILED_LAUNCH("platform:failed-launch"),
    /** What nobody's row explains. */
    ORPHAN("platform:orphan"),
    /** A programme's credit that expired unspent. */
    BREAKAGE("breakage"),
    WRITE_OFF("writeoff"),
    ADJUSTMENT("adjustment"),
    /** A booked difference to the cloud's bill, by cause. */
    VARIANCE("variance");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  public static Account credit(GrantId grant) {
    return new Account(Kind.CREDIT, grant.toString());
  }

  public static Account funding(String programme) {
    return new Account(Kind.FUNDING, programme);
  }

  public static Account payer(BillingAccountId account) {
    return new Account(Kind.PAYER, account.value());
  }

  public static Account consumed(SkuKey sku) {
    return new Account(Kind.CONSUMED, sku.family());
  }

  public static Account platform(Payer.Cause cause, ResearcherId researcher) {
    Kind kind =
        switch (cause) {
          case OVERRUN -> Kind.OVERRUN;
          case GRACE -> Kind.GRACE;
          case FAILED_LAUNCH -> Kind.FAILED_LAUNCH;
        };
    return new Account(kind, researcher.toString());
  }

  public static Account orphan() {
    return new Account(Kind.ORPHAN, "");
  }

  public static Account breakage(String programme) {
    return new Account(Kind.BREAKAGE, programme);
  }

  /** The account of this name; the opposite of {@link #name}. */
  public static Account parse(String name) {
    for (Kind kind : Kind.values()) {
      if (name.equals(kind.prefix)) {
        return new Account(kind, "");
      }
      if (name.startsWith(kind.prefix + ":")) {
        return new Account(kind, name.substring(kind.prefix.length() + 1));
      }
    }
    throw new IllegalArgumentException("No such account: " + name);
  }

  /** The grant whose unspent part this is. */
  public GrantId grant() {
    if (kind != Kind.CREDIT) {
      throw new IllegalStateException(name() + " is no grant's");
    }
    return new GrantId(UUID.fromString(subject));
  }

  public String name() {
    return subject.isEmpty() ? kind.prefix : kind.prefix + ":" + subject;
  }

  @Override
  public int compareTo(Account other) {
    return name().compareTo(other.name());
  }

  @Override
  public String toString() {
    return name();
  }
}
