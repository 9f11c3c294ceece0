package org.stipend.orchestrator.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * What Tomcat refuses before any filter sees it (an address that is none, a broken header) answers
 * in the same form as everything else.
 */
final class ContainerRefusals extends ErrorReportValve {

  private final ProblemWriter problems;

  ContainerRefusals(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    boolean refused = status != null && status.isError();
    if (!refused || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem = Judgement.ofStatus(HttpStatusCode.valueOf(response.getStatus()));
    byte[] document =
        problems.document(problem, SupportId.of(request)).getBytes(StandardCharsets.UTF_8);
    try {
      response.setStatus(problem.status().value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setContentLength(document.length);
      response.getOutputStream().write(document);
      response.finishResponse();
    } catch (IOException e) {
      // the client has gone; nobody would read it
    }
  }
}
