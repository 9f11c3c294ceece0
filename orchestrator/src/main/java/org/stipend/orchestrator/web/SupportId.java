package org.stipend.orchestrator.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request a short name that stands in each of its log lines and in its problem
 * document, so that what a person reads to us over the phone can be found.
 */
final class SupportId extends OncePerRequestFilter {

  /** Not "supportId": a log line with the same name twice cannot be written as JSON. */
  private static final String REQUEST = "request";

  private static final String ATTRIBUTE = SupportId.class.getName();

  static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : next();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = next();
    request.setAttribute(ATTRIBUTE, id);
    MDC.put(REQUEST, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(REQUEST);
    }
  }

  private static String next() {
    return UUID.randomUUID().toString().substring(24).toUpperCase(Locale.ROOT);
  }
}
