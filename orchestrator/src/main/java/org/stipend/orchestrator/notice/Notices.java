package org.stipend.orchestrator.notice;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;

/**
 * Tells people, in the transaction of the fact. Nothing is sent here, so nothing that fails here
 * but the database undoes the fact.
 */
@Component
public final class Notices {

  private final NoticeTable table;
  private final Recipients recipients;
  private final Mail mail;
  private final Changes changes;
  private final InstantSource clock;

  Notices(
      NoticeTable table, Recipients recipients, Mail mail, Changes changes, InstantSource clock) {
    this.table = table;
    this.recipients = recipients;
    this.mail = mail;
    this.changes = changes;
    this.clock = clock;
  }

  /** These people, each once. */
  public void tell(News news, Collection<UUID> people) {
    Map<UUID, @Nullable WorkspaceId> told = new TreeMap<>();
    people.forEach(person -> told.put(person, news.workspace()));
    tell(news, told);
  }

  /** Who owns the workspace, apart from those named. */
  public void tellOwners(News news, Collection<UUID> apartFrom) {
    WorkspaceId workspace = news.workspace();
    if (workspace == null) {
      throw new IllegalArgumentException("%s happened in no workspace".formatted(news.event()));
    }
    var owners = new TreeSet<>(recipients.owners(workspace));
    owners.removeAll(apartFrom);
    tell(news, owners);
  }

  /**
   * Whose credit it is, the owners of workspaces that live on it, and who has something running
   * there.
   */
  public void tellWhoLiveOn(ResearcherId pool, News news) {
    tell(news, recipients.whoLiveOn(pool));
  }

  /** Whose credit it is, and the owners of workspaces that live on it. */
  public void tellOwnersOn(ResearcherId pool, News news) {
    tell(news, recipients.ownersOn(pool));
  }

  /** Who decides about people and their credit. */
  public void tellAdmins(News news) {
    tell(news, recipients.admins());
  }

  private void tell(News news, Map<UUID, @Nullable WorkspaceId> people) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a notice belongs to the transaction of its fact");
    }
    people.forEach((person, workspace) -> {
      if (table.insert(news, person, workspace, Channel.APP, clock.instant())) {
        changes.changed(Kind.NOTICE, person);
      }
      if (mail.isSent()) {
        table.insert(news, person, workspace, Channel.MAIL, clock.instant());
      }
    });
  }
}
