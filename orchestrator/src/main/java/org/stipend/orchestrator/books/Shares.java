package org.stipend.orchestrator.books;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.UseId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.books.Entry;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.money.Money;

/** How much of the credit that pays for a workspace was spent on each person there. */
@Component
public final class Shares {

  private final JdbcClient jdbc;

  Shares(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What stands in the books and what is to be written, by person.
   *
   * @param draft of the workspace's pool, up to now
   */
  public Map<UUID, Money> in(WorkspaceId workspace, Draft draft) {
    Map<UUID, Money> shares = new HashMap<>();
    jdbc.sql(
            """
            SELECT r.person, -sum(p.amount_nanos)::bigint AS nanos
              FROM charge_line l
              JOIN journal j ON j.charge_line = l.id
              JOIN usage_part u ON u.use_id = split_part(j.fact, '/', 2)::uuid
              JOIN usage_run r ON r.id = u.run
              JOIN posting p ON p.journal = j.id
              JOIN account a ON a.id = p.account AND a.kind = 'CREDIT'
             WHERE l.workspace = :workspace
             GROUP BY r.person
            """)
        .param("workspace", workspace.value())
        .query(row -> {
          shares.put(row.getObject("person", UUID.class), Money.ofNanos(row.getLong("nanos")));
        });
    Map<UseId, UUID> persons = persons(workspace, usesOf(draft.entries()));
    for (Entry entry : draft.entries()) {
      entry
          .use()
          .map(persons::get) // none: of another workspace
          .ifPresent(person -> shares.merge(person, onCredit(entry), Money::plus));
    }
    return shares;
  }

  /** Which of some uses are a person's in a workspace. */
  public Set<UseId> of(UUID person, WorkspaceId workspace, Set<UseId> uses) {
    Map<UseId, UUID> persons = persons(workspace, uses);
    return uses.stream().filter(use -> person.equals(persons.get(use))).collect(toSet());
  }

  private static Set<UseId> usesOf(List<Entry> entries) {
    return entries.stream().flatMap(entry -> entry.use().stream()).collect(toSet());
  }

  private static Money onCredit(Entry entry) {
    return Money.sum(
        entry.transaction().postings().stream()
            .filter(posting -> posting.account().kind() == Account.Kind.CREDIT)
            .map(Posting::amount)
            .map(Money::negated));
  }

  private Map<UseId, UUID> persons(WorkspaceId workspace, Set<UseId> uses) {
    Map<UseId, UUID> persons = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.use_id, r.person FROM usage_part u JOIN usage_run r ON r.id = u.run
             WHERE r.workspace = :workspace AND u.use_id = ANY (:uses)
            """)
        .param("workspace", workspace.value())
        .param("uses", uses.stream().map(UseId::value).toArray(UUID[]::new))
        .query(row -> {
          persons.put(
              new UseId(row.getObject("use_id", UUID.class)), row.getObject("person", UUID.class));
        });
    return persons;
  }
}
