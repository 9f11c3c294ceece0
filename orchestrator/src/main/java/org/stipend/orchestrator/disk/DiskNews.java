package org.stipend.orchestrator.disk;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;

/**
 * What people hear of a disk that is kept for a time: whose it is and who owns its workspace. In
 * the transaction of the fact.
 */
@Component
public final class DiskNews {

  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final JdbcClient jdbc;
  private final Notices notices;

  DiskNews(JdbcClient jdbc, Notices notices) {
    this.jdbc = jdbc;
    this.notices = notices;
  }

  public void deleted(Endings.Ending ending) {
    tell(ending, Duration.ZERO);
  }

  public void endsSoon(Endings.Ending ending, Duration within) {
    tell(ending, within);
  }

  private void tell(Endings.Ending ending, Duration within) {
    About disk = about(ending);
    KeptUntil kept = ending.kept();
    News news =
        News.diskEnds(
            new WorkspaceId(disk.workspace()),
            ending.disk(),
            "%d GiB, %s.".formatted(disk.sizeGib(), disk.type()),
            disk.owner(),
            disk.name(),
            kept.cause().name(),
            kept.since(),
            kept.until(),
            Math.ceilDiv(within.toSeconds(), DAY));
    notices.tell(news, List.of(disk.owner()));
    notices.tellOwners(news, List.of(disk.owner()));
  }

  private About about(Endings.Ending ending) {
    return jdbc.sql(
            """
            SELECT d.workspace, d.owner, p.name, d.type, d.size_gib
              FROM disk d JOIN person p ON p.id = d.owner WHERE d.id = :id
            """)
        .param("id", ending.disk().value())
        .query(About.class)
        .single();
  }

  private record About(UUID workspace, UUID owner, String name, String type, long sizeGib) {}
}
