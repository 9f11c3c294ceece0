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
    String supportId = SupportId.of(request);
    boolean looking = ProblemWriter.isNavigation(request);
    Problem problem =
        looking && status == HttpStatus.BAD_REQUEST
            ? unreadableVisit()
            : Judgement.ofStatus(HttpStatusCode.valueOf(response.getStatus()));
    byte[] body =
        looking
            ? ProblemWriter.page(problem, supportId)
            : problems.document(problem, supportId).getBytes(StandardCharsets.UTF_8);
    try {
      response.setStatus(problem.status().value());
      response.setContentType(
          looking
              ? MediaType.TEXT_HTML_VALUE + ";charset=utf-8"
              : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException e) {
      // the client has gone; nobody would read it
    }
  }

  /** Tomcat does not say what it was; of what browsers send, little else is left. */
  private static Problem unreadableVisit() {
    return Problem.invalid(
        "Your browser sent more than is read here, most likely cookies of other programs that"
            + " answer under the same name.",
        "Delete the cookies of this address in your browser (on one computer: those of localhost),"
            + " then open it again.");
  }
}
