package org.stipend.orchestrator.runtime;

import jakarta.validation.Valid;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.command.Commands;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.Refuses;

@RestController
@RequestMapping("/api/runtimes")
final class RuntimeController {

  private final Runtimes runtimes;
  private final RuntimeViews views;
  private final Commands commands;
  private final InstantSource clock;

  RuntimeController(Runtimes runtimes, RuntimeViews views, Commands commands, InstantSource clock) {
    this.runtimes = runtimes;
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  @GetMapping
  Page<RuntimeView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID workspace,
      @RequestParam(defaultValue = "false") boolean all,
      Paging paging) {
    return views.list(
        caller,
        workspace == null ? null : new WorkspaceId(workspace),
        all,
        paging,
        clock.instant());
  }

  @GetMapping("/{runtime}")
  RuntimeView one(Caller caller, @PathVariable UUID runtime) {
    return views.one(caller, new RuntimeId(runtime), clock.instant());
  }

  @Refuses(
      status = HttpStatus.FORBIDDEN,
      codes = {
        "CREDIT_EXHAUSTED",
        "CREDIT_EXPIRED",
        "CREDIT_INSUFFICIENT",
        "CREDIT_EXPIRES",
        "BILLING_INACTIVE",
        "MEMBER_CAP_REACHED"
      })
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {
        "RUNTIME_EXISTS",
        "RUNTIME_DELETED",
        "DISK_IN_USE",
        "DISK_DELETED",
        "DISK_ELSEWHERE",
        "TOOL_UNAVAILABLE",
        "GPU_UNAVAILABLE",
        "SPOT_UNAVAILABLE",
        "PROVIDER_NOT_READY"
      })
  @PutMapping("/{runtime}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RuntimeView launch(
      Caller caller,
      @PathVariable UUID runtime,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody @Valid LaunchRequest body) {
    Launch launch = body.asLaunch(runtime);
    return runtimes.inTurnOf(
        caller,
        launch.workspace(),
        () ->
            once(
                caller,
                "launch/" + runtime,
                key,
                body,
                now -> {
                  runtimes.launch(caller, launch, now);
                  return views.one(caller, launch.runtime(), now);
                }));
  }

  @Refuses(
      status = HttpStatus.FORBIDDEN,
      codes = {
        "CREDIT_EXHAUSTED",
        "CREDIT_EXPIRED",
        "CREDIT_INSUFFICIENT",
        "CREDIT_EXPIRES",
        "BILLING_INACTIVE",
        "MEMBER_CAP_REACHED"
      })
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"RUNTIME_EXISTS", "RUNTIME_DELETED"})
  @PostMapping("/{runtime}/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RuntimeView start(
      Caller caller,
      @PathVariable UUID runtime,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    RuntimeId id = new RuntimeId(runtime);
    return runtimes.inTurnOf(
        caller,
        id,
        () -> wish(caller, "start", runtime, key, now -> runtimes.start(caller, id, now)));
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"RUNTIME_DELETED"})
  @PostMapping("/{runtime}/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RuntimeView stop(
      Caller caller,
      @PathVariable UUID runtime,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    return wish(
        caller, "stop", runtime, key, now -> runtimes.stop(caller, new RuntimeId(runtime), now));
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"NOTHING_TO_CANCEL", "RUNTIME_EXISTS", "RUNTIME_DELETED"})
  @PostMapping("/{runtime}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RuntimeView cancel(
      Caller caller,
      @PathVariable UUID runtime,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    return wish(
        caller,
        "cancel",
        runtime,
        key,
        now -> runtimes.cancel(caller, new RuntimeId(runtime), now));
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"RUNTIME_DELETED"})
  @DeleteMapping("/{runtime}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RuntimeView delete(
      Caller caller,
      @PathVariable UUID runtime,
      @RequestParam(defaultValue = "keep") String disk,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    RuntimeId id = new RuntimeId(runtime);
    Wished work =
        switch (disk) {
          case "keep" -> now -> runtimes.delete(caller, id, now);
          case "delete" -> now -> runtimes.deleteWithDisk(caller, id, now);
          default ->
              throw Problem.invalid(
                  "The disk is kept or deleted, not \"%s\".".formatted(disk),
                  "Send ?disk=keep or ?disk=delete.");
        };
    return wish(caller, "delete-" + disk, runtime, key, work);
  }

  private RuntimeView wish(
      Caller caller, String verb, UUID runtime, @Nullable String key, Wished work) {
    return once(
        caller,
        verb + "/" + runtime,
        key,
        Map.of(),
        now -> {
          work.at(now);
          return views.one(caller, new RuntimeId(runtime), now);
        });
  }

  private RuntimeView once(
      Caller caller, String kind, @Nullable String key, Object request, Answered work) {
    Supplier<RuntimeView> now = () -> work.at(clock.instant());
    return commands.once(caller, kind, key, request, RuntimeView.class, now);
  }

  private interface Wished {
    void at(Instant now);
  }

  private interface Answered {
    RuntimeView at(Instant now);
  }
}
