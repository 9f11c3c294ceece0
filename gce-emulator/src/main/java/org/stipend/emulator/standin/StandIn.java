package org.stipend.emulator.standin;

import com.google.gson.Gson;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stipend.emulator.compute.GuestTool;
import org.stipend.emulator.compute.Listening;

/**
 * Answers the documented calls of one tool that tell whether it is well and busy, and people with a
 * page that says what it is. Nobody gets in without the secret, and nothing is executed.
 */
final class StandIn implements HttpHandler {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  /** Where people come in. */
  private static final Set<String> ENTRIES = Set.of("/", "/lab", "/tree", "/terminals/1");

  private final Listening listening;

  StandIn(Listening listening) {
    this.listening = listening;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    String path = exchange.getRequestPath();
    if (!isShown(exchange)) {
      send(exchange, refusal(), JSON, "{\"message\":\"The secret of this tool is needed.\"}");
    } else if (!listening.isWell()) {
      send(exchange, 503, JSON, "{\"message\":\"This tool is not well.\"}");
    } else if (!exchange.getRequestMethod().equals(Methods.GET)) {
      send(exchange, 501, JSON, "{\"message\":\"A stand-in executes nothing.\"}");
    } else if (ENTRIES.contains(path)) {
      send(exchange, 200, HTML, StandInPage.of(listening));
    } else {
      answerOr404(exchange, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
  }

  private void answerOr404(HttpServerExchange exchange, String path) {
    Object answer = calls().get(path);
    if (answer == null) send(exchange, 404, JSON, "{\"message\":\"Not Found\"}");
    else send(exchange, 200, JSON, new Gson().toJson(answer));
  }

  private boolean isShown(HttpServerExchange exchange) {
    boolean isToken = hasToken();
    var header = isToken ? Headers.AUTHORIZATION : new HttpString("X-Stipend-Secret");
    String expected = (isToken ? "token " : "") + listening.secret();
    String shown = exchange.getRequestHeaders().getFirst(header);
    return !listening.secret().isEmpty() && expected.equals(shown);
  }

  private boolean hasToken() {
    return listening.tool() == GuestTool.JUPYTER || listening.tool() == GuestTool.TERMINAL;
  }

  /** As Jupyter refuses, and as what stands before the others does. */
  private int refusal() {
    return hasToken() ? 403 : 401;
  }

  private Map<String, Object> calls() {
    return switch (listening.tool()) {
      case JUPYTER ->
          Map.of(
              "/api", Map.of("version", "2.17.0"),
              "/api/status", status(),
              "/api/kernels", List.of(),
              "/api/sessions", List.of(),
              "/api/terminals", List.of());
      case CROMWELL ->
          Map.of(
              "/engine/v1/status", Map.of("Engine Database", Map.of("ok", true)),
              "/engine/v1/version", Map.of("cromwell", "90"),
              "/api/workflows/v1/query", Map.of("results", List.of(), "totalResultsCount", 0));
      case RSTUDIO, TERMINAL -> Map.of();
    };
  }

  private Map<String, Object> status() {
    String since = INSTANT.format(listening.since());
    return Map.of("started", since, "last_activity", since, "connections", 0, "kernels", 0);
  }

  private static void send(HttpServerExchange exchange, int status, String type, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseSender().send(body);
  }
}
