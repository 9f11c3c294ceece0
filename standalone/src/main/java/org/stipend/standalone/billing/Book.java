package org.stipend.standalone.billing;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All there is.
 *
 * @param accounts by number
 * @param projects by workspace
 */
record Book(Map<String, Account> accounts, Map<UUID, Project> projects) {

  Book {
    accounts = new TreeMap<>(accounts);
    projects = new TreeMap<>(projects);
  }

  Book with(Account account) {
    var changed = new TreeMap<>(accounts);
    changed.put(account.number(), account);
    return new Book(changed, projects);
  }

  Book with(UUID workspace, Project project) {
    var changed = new TreeMap<>(projects);
    changed.put(workspace, project);
    return new Book(accounts, changed);
  }
}
