package org.stipend.orchestrator.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever a controller throws into a problem document. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final ProblemWriter writer;

  Problems(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler(Exception.class)
  void answer(HttpServletRequest request, HttpServletResponse response, Exception thrown)
      throws IOException {
    if (Judgement.isGone(thrown)) {
      return;
    }
    Problem problem = Judgement.of(thrown);
    boolean meant = thrown instanceof Problem; // said so where the request was judged
    if (problem.status().is5xxServerError() && !meant) {
      log.atError()
          .addKeyValue("supportId", SupportId.of(request))
          .setCause(thrown)
          .log("{} {} failed", request.getMethod(), request.getRequestURI());
    }
    if (thrown instanceof ErrorResponse framework) {
      framework
          .getHeaders()
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
    writer.write(request, response, problem);
  }
}
