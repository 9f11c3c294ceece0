package org.stipend.emulator.billing;

import com.google.cloud.billing.v1.BillingAccount;
import com.google.iam.v1.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** A billing account. Opened, closed and given away by its owner, whom nobody plays here. */
public final class Account {

  private final String name;
  private final Rights rights = new Rights();
  private final Book book;
  private String title = "My Billing Account";
  private String currency = "USD";
  private boolean open = true;
  private Duration confirmsAfter = Duration.ZERO;
  private int mostProjects = Integer.MAX_VALUE;

  Account(String name, Book book) {
    this.name = name;
    this.book = book;
  }

  public Account called(String text) {
    title = text;
    return this;
  }

  public Account in(String code) {
    currency = code;
    return this;
  }

  public Account open() {
    open = true;
    return this;
  }

  public Account close() {
    open = false;
    return this;
  }

  /** A project that is linked to it from now on has billing only so long after that. */
  public Account confirmingLinksAfter(Duration time) {
    confirmsAfter = time;
    return this;
  }

  /** More projects are not linked to it. */
  public Account holdingAtMost(int projects) {
    mostProjects = projects;
    return this;
  }

  /** In force after {@code spreads}; in the policy at once. */
  public Account give(Role role, String member, Duration spreads) {
    rights.change(role, member, true, book.now(), book.now().plus(spreads));
    return this;
  }

  /** As {@link #give}. */
  public Account take(Role role, String member, Duration spreads) {
    rights.change(role, member, false, book.now(), book.now().plus(spreads));
    return this;
  }

  String name() {
    return name;
  }

  boolean isOpen() {
    return open;
  }

  boolean allows(String permission) {
    return rights.allow(Billing.CALLER, permission, book.now());
  }

  Instant confirms() {
    return book.now().plus(confirmsAfter);
  }

  boolean isFull(long projects) {
    return projects >= mostProjects;
  }

  Stream<Instant> changes() {
    return rights.changes();
  }

  Policy policy() {
    return rights.policy();
  }

  BillingAccount shown() {
    return BillingAccount.newBuilder()
        .setName(name)
        .setOpen(open)
        .setDisplayName(title)
        .setCurrencyCode(currency)
        .build();
  }
}
