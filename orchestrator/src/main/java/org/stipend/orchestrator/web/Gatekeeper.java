package org.stipend.orchestrator.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what did not come from the console itself, before anything else looks at it.
 *
 * <p>A foreign Host is a name somebody else pointed at us (DNS rebinding). A changing request must
 * come from a page of the console: browsers say so in Origin and Sec-Fetch-Site, which scripts
 * cannot forge, so there are no CSRF tokens to keep. Programs send no Origin; they are let through
 * only with credentials in the Authorization header, which no browser adds by itself.
 */
final class Gatekeeper extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> hosts;
  private final Set<String> origins;
  private final ProblemWriter writer;

  Gatekeeper(ConsoleSettings console, ProblemWriter writer) {
    this.hosts = console.hosts();
    this.origins = console.origins();
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Problem problem = refusal(request);
    if (problem == null) {
      chain.doFilter(request, response);
    } else {
      writer.write(request, response, problem);
    }
  }

  private @Nullable Problem refusal(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return new Problem(
          HttpStatus.MISDIRECTED_REQUEST,
          "FOREIGN_HOST",
          "This service does not answer under that name.",
          "Use the address it was announced with.");
    }
    if (isForeign(request)) {
      return Problem.forbidden(
          "FOREIGN_ORIGIN",
          "This request does not come from a page of the console.",
          "Use the console itself; a program sends a bearer token instead of a cookie.");
    }
    return null;
  }

  private boolean isForeign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    boolean foreign =
        (site != null && !site.equals("same-origin") && !site.equals("none"))
            || (origin != null && !origins.contains(origin.toLowerCase(Locale.ROOT)));
    if (READING.contains(request.getMethod())) {
      // pages may be linked to from anywhere; what programs read is read by the console alone
      return foreign && request.getRequestURI().startsWith("/api/");
    }
    return foreign || (origin == null && request.getHeader("Authorization") == null);
  }
}
