package org.stipend.orchestrator.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sessions and people are looked up before any controller; without a database nobody is known. */
final class Outages extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(Outages.class);

  private final ProblemWriter writer;

  Outages(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      if (response.isCommitted() || !Judgement.isDatabaseAway(e)) {
        throw e;
      }
      log.warn(
          "{} cannot be answered without the database: {}", request.getRequestURI(), e.toString());
      response.resetBuffer();
      writer.write(request, response, Judgement.of(e));
    }
  }
}
