package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.zip.GZIPInputStream;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Request;

/** Reads requests from connections, and writes answers to them or cuts them. */
final class Listener implements HttpHandler {

  /** Sees every answer of the API before it leaves. */
  interface Witness {
    void saw(Request request, Desk.Answer answer);
  }

  private static final String OWN = "/emulator/";

  private final Desk desk;
  private final Control control;
  private final ExecutorService threads;
  private final Witness witness;

  Listener(Desk desk, Control control, ExecutorService threads, Witness witness) {
    this.desk = desk;
    this.control = control;
    this.threads = threads;
    this.witness = witness;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.dispatch(threads, this::handle);
  }

  private void handle(HttpServerExchange exchange) throws IOException, InterruptedException {
    exchange.startBlocking();
    Desk.Answer answer = answer(exchange, exchange.getRequestURI(), body(exchange));
    if (answer.isCut()) {
      exchange.getConnection().close();
      return;
    }
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=UTF-8");
    exchange.getResponseSender().send(answer.body());
  }

  private Desk.Answer answer(HttpServerExchange exchange, String path, String body)
      throws InterruptedException {
    String verb = exchange.getRequestMethod().toString();
    if (path.startsWith(OWN))
      return control.answer(verb + " " + path.substring(OWN.length()), body);
    String origin = exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
    String known = body.replace(origin + Reference.PREFIX, Reference.GOOGLE);
    Map<String, String> query = query(exchange.getQueryString(), origin);
    var request = new Request(verb, segments(path), query, known);
    Desk.Answer answer = desk.answer(request);
    witness.saw(request, answer);
    return answer;
  }

  /** Decoded one by one: a slash within a value is not one between two. */
  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) segments.add(decoded(segment));
    }
    return segments;
  }

  /** Of a parameter that stands twice the first counts. */
  private static Map<String, String> query(String text, String origin) {
    var query = new HashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) continue;
      String value = decoded(pair.substring(equals + 1));
      query.putIfAbsent(
          decoded(pair.substring(0, equals)),
          value.replace(origin + Reference.PREFIX, Reference.GOOGLE));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String body(HttpServerExchange exchange) throws IOException {
    InputStream raw = exchange.getInputStream();
    String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
    boolean isZipped = "gzip".equalsIgnoreCase(encoding);
    try (InputStream in = isZipped ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
