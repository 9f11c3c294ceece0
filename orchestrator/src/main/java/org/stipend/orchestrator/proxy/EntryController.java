package org.stipend.orchestrator.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cloud.Tool;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.runtime.ToolOrigins;
import org.stipend.orchestrator.web.Problem;

/**
 * From the console into a tool: to its own origin with a one-use code, or to the runtime's page
 * while it is not running.
 */
@RestController
final class EntryController {

  private static final int LONGEST_PATH = 4000;

  private final Destinations destinations;
  private final Access access;
  private final ToolSessions sessions;
  private final ToolOrigins origins;
  private final InstantSource clock;

  EntryController(
      Destinations destinations,
      Access access,
      ToolSessions sessions,
      ToolOrigins origins,
      InstantSource clock) {
    this.destinations = destinations;
    this.access = access;
    this.sessions = sessions;
    this.origins = origins;
    this.clock = clock;
  }

  @GetMapping("/r/{id}")
  ResponseEntity<Void> open(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(name = "to", required = false) @Nullable String to,
      HttpServletRequest request) {
    var runtime = new RuntimeId(id);
    Destinations.Destination row = destinations.find(runtime);
    access.require(caller, new WorkspaceId(row.workspace()), Right.LAUNCH);
    if (!row.isOpen()) {
      return redirect("/workspaces/" + row.workspace() + "/runtimes/" + id);
    }
    String path = to == null ? landing(Tool.valueOf(row.tool())) : checked(to);
    HttpSession session = request.getSession(false);
    String code =
        sessions.issueCode(
            runtime, caller.id(), session == null ? null : session.getId(), path, clock.instant());
    return redirect(
        origins.of(runtime)
            + Gate.ENTER
            + "?code="
            + URLEncoder.encode(code, StandardCharsets.UTF_8));
  }

  private static String landing(Tool tool) {
    return switch (tool) {
      case JUPYTER -> "/lab";
      case TERMINAL -> "/terminals/1";
      case RSTUDIO, CROMWELL -> "/";
    };
  }

  private static String checked(String path) {
    boolean plain = path.chars().allMatch(c -> c > ' ' && c < 127);
    if (!path.startsWith("/") || path.length() > LONGEST_PATH || !plain) {
      throw Problem.invalid(
          "The address inside the tool is not one.", "Open the tool from its runtime's page.");
    }
    return path;
  }

  private static ResponseEntity<Void> redirect(String location) {
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create(location))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
