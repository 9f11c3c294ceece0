package org.stipend.orchestrator.disk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.DiskId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.command.Commands;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Refuses;

@RestController
@RequestMapping("/api/disks")
final class DiskController {

  private final Disks disks;
  private final DiskViews views;
  private final Commands commands;
  private final InstantSource clock;

  DiskController(Disks disks, DiskViews views, Commands commands, InstantSource clock) {
    this.disks = disks;
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  @GetMapping
  Page<DiskView> list(
      Caller caller, @RequestParam(required = false) @Nullable UUID workspace, Paging paging) {
    return views.list(
        caller, workspace == null ? null : new WorkspaceId(workspace), paging, clock.instant());
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"DISK_IN_USE"})
  @DeleteMapping("/{disk}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  DiskView delete(
      Caller caller,
      @PathVariable UUID disk,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    return commands.once(
        caller,
        "delete-disk/" + disk,
        key,
        Map.of(),
        DiskView.class,
        () -> {
          Instant now = clock.instant();
          disks.delete(caller, new DiskId(disk));
          return views.one(caller, new DiskId(disk), now);
        });
  }
}
