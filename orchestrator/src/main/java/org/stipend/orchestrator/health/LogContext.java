package org.stipend.orchestrator.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stipend.orchestrator.signin.CallerResolver;

/** Puts into every log line of a request who asked, and about which workspace or runtime. */
final class LogContext extends OncePerRequestFilter {

  private static final String ID = "/([0-9a-fA-F-]{36})(?:/.*)?";
  private static final Map<String, Pattern> SUBJECTS =
      Map.of(
          "runtime", Pattern.compile("(?:/api/runtimes|/r)" + ID),
          "workspace", Pattern.compile("/api/workspaces" + ID),
          "disk", Pattern.compile("/api/disks" + ID));

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CallerResolver.callerOf(request).ifPresent(who -> MDC.put("person", who.id().toString()));
    SUBJECTS.forEach((key, pattern) -> {
      Matcher subject = pattern.matcher(request.getRequestURI());
      if (subject.matches()) {
        MDC.put(key, subject.group(1));
      }
    });
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove("person");
      SUBJECTS.keySet().forEach(MDC::remove);
    }
  }
}
