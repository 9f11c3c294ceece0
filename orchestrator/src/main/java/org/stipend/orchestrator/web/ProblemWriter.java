package org.stipend.orchestrator.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a problem, whatever the client said it accepts: JSON to programs, a small page to a person
 * who navigated here. Used where no controller is: filters, sign-in, the container's own errors.
 */
@Component
public final class ProblemWriter {

  private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);
  private static final String TYPES = "https://stipend.invalid/problems/";

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    String supportId = SupportId.of(request);
    log.atInfo()
        .addKeyValue("code", problem.code())
        .addKeyValue("status", problem.status().value())
        .addKeyValue("supportId", supportId)
        .log(
            "{} {} refused: {}",
            request.getMethod(),
            request.getRequestURI(),
            problem.getMessage());
    response.setStatus(problem.status().value());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    problem
        .retryAfter()
        .ifPresent(pause -> response.setHeader("Retry-After", Long.toString(pause.toSeconds())));
    byte[] body =
        isNavigation(request)
            ? page(problem, supportId)
            : document(problem, supportId).getBytes(StandardCharsets.UTF_8);
    response.setContentType(
        isNavigation(request)
            ? MediaType.TEXT_HTML_VALUE
            : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** A person's browser going to an address, as opposed to a program asking for an answer. */
  public static boolean isNavigation(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    String mode = request.getHeader("Sec-Fetch-Mode");
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && (mode == null || mode.equals("navigate"))
        && !request.getRequestURI().startsWith("/api/");
  }

  String document(Problem problem, String supportId) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", TYPES + problem.code().toLowerCase(Locale.ROOT).replace('_', '-'));
    members.put("title", problem.status().getReasonPhrase());
    members.put("status", problem.status().value());
    members.put("detail", detail(problem));
    members.put("code", problem.code());
    members.put("nextStep", problem.nextStep());
    members.put("supportId", supportId);
    members.putAll(problem.more());
    return json.writeValueAsString(members);
  }

  static byte[] page(Problem problem, String supportId) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%1$s · Stipend</title>
    <style>
      :root { color-scheme: light dark; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center;
             font: 14px/1.5 system-ui, sans-serif;
             background: light-dark(#f8f9fa, #101113); color: light-dark(#212529, #e9ecef); }
      main { max-width: 460px; margin: 24px; padding: 24px; border-radius: 8px;
             background: light-dark(#fff, #1a1b1e); border: 1px solid light-dark(#dee2e6, #373a40); }
      h1 { font-size: 18px; font-weight: 600; margin: 0 0 12px; }
      p { margin: 0 0 12px; }
      a { color: light-dark(#3b5bdb, #91a7ff); }
      small { color: light-dark(#5c636a, #adb5bd); }
    </style>
    <main>
      <h1>%1$s</h1>
      <p>%2$s</p>
      <p>%3$s</p>
      <p><a href="/">Go to the start page</a></p>
      <small>Support id %4$s · %5$s</small>
    </main>
    </html>
    """
        .formatted(
            HtmlUtils.htmlEscape(problem.status().getReasonPhrase()),
            HtmlUtils.htmlEscape(detail(problem)),
            HtmlUtils.htmlEscape(problem.nextStep()),
            supportId,
            problem.code())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String detail(Problem problem) {
    String detail = problem.getMessage();
    return detail == null ? problem.status().getReasonPhrase() : detail;
  }
}
