package org.stipend.orchestrator.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails outside of every controller still answers with a problem document. */
@Controller
final class ContainerErrors implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);

  private final ProblemWriter writer;

  ContainerErrors(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
        && Judgement.isGone(thrown)) {
      return;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problem problem =
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception thrown
            ? Judgement.of(thrown)
            : Judgement.ofStatus(
                HttpStatusCode.valueOf(status instanceof Integer code ? code : 404));
    if (problem.status().is5xxServerError()) {
      log.atError()
          .addKeyValue("supportId", SupportId.of(request))
          .setCause((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))
          .log("{} failed", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    }
    writer.write(request, response, problem);
  }
}
