package org.stipend.orchestrator.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Notice}: a page for people, problem+json for programs. */
final class Pages {

  static final String HTML_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'none'";

  private static final String TYPES = "https://stipend.invalid/problems/";
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <title>%1$s · Stipend</title>
      <style>
      :root { --ground: #f8f9fa; --card: #fff; --line: #dee2e6; --text: #212529; --quiet: #56606a;
              --accent: #3b5bdb; --on-accent: #fff }
      @media (prefers-color-scheme: dark) {
        :root { --ground: #16181b; --card: #1e2125; --line: #373c42; --text: #e9ecef;
                --quiet: #a5adb6; --accent: #91a7ff; --on-accent: #16181b }
      }
      * { box-sizing: border-box }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
             background: var(--ground); color: var(--text);
             font: 14px/1.5 "Inter Variable", Inter, system-ui, sans-serif }
      main { width: 100%%; max-width: 440px; padding: 32px; background: var(--card);
             border: 1px solid var(--line); border-radius: 8px }
      .brand { margin: 0 0 24px; font-weight: 600; color: var(--quiet) }
      h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25; font-weight: 600 }
      p { margin: 0 0 12px }
      .next { color: var(--quiet) }
      .action { display: inline-block; margin-top: 12px; padding: 8px 16px; border-radius: 8px;
                background: var(--accent); color: var(--on-accent); font-weight: 600;
                text-decoration: none }
      .action:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
      </style>
      </head>
      <body>
      <main>
      <p class="brand">Stipend</p>
      <h1>%1$s</h1>
      <p>%2$s</p>
      <p class="next">%3$s</p>
      %4$s
      </main>
      </body>
      </html>
      """;

  private final JsonMapper json;

  Pages(JsonMapper json) {
    this.json = json;
  }

  static String html(Notice notice) {
    Notice.Link link = notice.link();
    return PAGE.formatted(
        HtmlUtils.htmlEscape(notice.title()),
        HtmlUtils.htmlEscape(notice.detail()),
        HtmlUtils.htmlEscape(notice.nextStep()),
        link == null
            ? ""
            : "<a class=\"action\" href=\"%s\">%s</a>"
                .formatted(HtmlUtils.htmlEscape(link.href()), HtmlUtils.htmlEscape(link.text())));
  }

  void send(HttpServerExchange exchange, Notice notice) {
    HeaderMap headers = exchange.getResponseHeaders();
    exchange.setStatusCode(notice.status());
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(new HttpString("Referrer-Policy"), "no-referrer");
    headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
    if (notice.retryAfter() != null) {
      headers.put(Headers.RETRY_AFTER, notice.retryAfter());
    }
    if (Requests.isNavigation(exchange)) {
      headers.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
      headers.put(Headers.CONTENT_SECURITY_POLICY, HTML_POLICY);
      if (notice.passesSoon()) {
        headers.put(new HttpString("Refresh"), "3");
      }
      exchange.getResponseSender().send(html(notice));
    } else {
      headers.put(Headers.CONTENT_TYPE, "application/problem+json");
      exchange.getResponseSender().send(problem(notice));
    }
  }

  /** A whole answer, for where there is no exchange; the connection ends with it. */
  byte[] answer(Notice notice) {
    String body = problem(notice);
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String head =
        """
        HTTP/1.1 %d %s
        Content-Type: application/problem+json
        Content-Length: %d
        Cache-Control: no-store
        X-Content-Type-Options: nosniff
        Connection: close

        """
            .formatted(notice.status(), StatusCodes.getReason(notice.status()), length)
            .replace("\n", "\r\n");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  private String problem(Notice notice) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", TYPES + notice.code().toLowerCase(Locale.ROOT).replace('_', '-'));
    members.put("title", notice.title());
    members.put("status", notice.status());
    members.put("detail", notice.detail());
    members.put("code", notice.code());
    members.put("nextStep", notice.nextStep());
    members.put("supportId", UUID.randomUUID().toString());
    return json.writeValueAsString(members);
  }
}
