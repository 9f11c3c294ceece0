package org.stipend.emulator.billing;

import com.google.cloud.billing.v1.ProjectBillingInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All accounts and all links, at an instant. */
final class Book {

  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, Link> links = new TreeMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final Predicate<String> exists;
  private String first = "";
  private Instant now;

  Book(Instant now, Predicate<String> exists) {
    this.now = now;
    this.exists = exists;
  }

  Instant now() {
    return now;
  }

  void settle(Instant instant) {
    if (instant.isAfter(now)) now = instant;
  }

  Optional<Instant> next() {
    return Stream.concat(
            accounts.values().stream().flatMap(Account::changes),
            links.values().stream().map(Link::confirmed))
        .filter(instant -> instant.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  Account account(String name) {
    return accounts.computeIfAbsent(name, made -> new Account(made, this));
  }

  Optional<Account> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  Stream<Account> accounts() {
    return accounts.values().stream();
  }

  void beginWith(String account) {
    first = account;
  }

  void hide(String project) {
    hidden.add(project);
  }

  void show(String project) {
    hidden.remove(project);
  }

  boolean isHidden(String project) {
    return hidden.contains(project) || !exists.test(project);
  }

  /** What is linked like this already stays as it is. */
  void link(String project, String account) {
    if (accountOf(project).equals(account)) return;
    Instant confirmed = find(account).map(Account::confirms).orElse(now);
    links.put(project, new Link(account, confirmed));
  }

  boolean isLinked(String project) {
    return links.containsKey(project);
  }

  boolean isPaid(String project) {
    boolean isConfirmed =
        !links.containsKey(project) || !now.isBefore(links.get(project).confirmed());
    return isConfirmed && find(accountOf(project)).filter(Account::isOpen).isPresent();
  }

  String accountOf(String project) {
    return links.containsKey(project) ? links.get(project).account() : first;
  }

  /** The projects that were linked to it. */
  Stream<String> projectsOf(String account) {
    return links.entrySet().stream()
        .filter(link -> link.getValue().account().equals(account))
        .map(Map.Entry::getKey);
  }

  ProjectBillingInfo shown(String project) {
    String account = accountOf(project);
    return ProjectBillingInfo.newBuilder()
        .setName("projects/" + project + "/billingInfo")
        .setProjectId(project)
        .setBillingAccountName(account)
        .setBillingEnabled(isPaid(project))
        .build();
  }
}
