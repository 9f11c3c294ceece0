package org.stipend.orchestrator.live;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Refuses;

/** Tells open pages what to read again. */
@RestController
final class EventsController {

  private final LiveStreams streams;

  EventsController(LiveStreams streams) {
    this.streams = streams;
  }

  @Operation(
      summary = "Changes as they happen",
      description =
          "Server-sent events: hello {serverTime} first; change {kind, id} when something you may"
              + " see changed, so read it again; status {delayed, databaseAway, diskFull} when one of them"
              + " changes: commands are accepted but their effects wait, or nothing can be read or"
              + " accepted for now. After a reconnection read everything again.")
  @Refuses(
      status = HttpStatus.TOO_MANY_REQUESTS,
      codes = {"TOO_MANY_STREAMS"})
  @Refuses(
      status = HttpStatus.SERVICE_UNAVAILABLE,
      codes = {"STOPPING"})
  @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      Caller caller,
      @Nullable Authentication authentication,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader("X-Accel-Buffering", "no"); // proxies would hold events back
    return streams.open(caller, new SignInProof(session(request), tokenEnd(authentication)));
  }

  private static @Nullable String session(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : session.getId();
  }

  private static @Nullable Instant tokenEnd(@Nullable Authentication authentication) {
    return authentication != null
            && authentication.getCredentials() instanceof AbstractOAuth2Token token
        ? token.getExpiresAt()
        : null;
  }
}
