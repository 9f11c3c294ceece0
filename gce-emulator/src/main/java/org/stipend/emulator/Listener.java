package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.zip.GZIPInputStream;
import org.stipend.emulator.wire.Request;

/** Reads requests from connections, and writes answers to them or cuts them. */
final class Listener implements HttpHandler {

  /** Sees every answer of the API before it leaves. */
  interface Witness {
    void saw(Request request, Desk.Answer answer);
  }

  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
  private static final String OWN = "/emulator/";
  private static final String JSON = "application/json; charset=UTF-8";

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
    String verb = exchange.getRequestMethod().toString();
    String path = exchange.getRequestURI();
    String body = body(exchange);
    String origin = exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
    if (isStrange(exchange, path)) {
      send(exchange, new Desk.Answer(403, "{\"error\":\"This page may not ask here.\"}"), JSON);
    } else if (path.equals(OWN) && verb.equals("GET")) {
      send(exchange, new Desk.Answer(200, Page.html()), Page.TYPE);
    } else if (path.startsWith(OWN)) {
      send(exchange, control.answer(verb + " " + path.substring(OWN.length()), body), JSON);
    } else if (path.equals(Batch.PATH)) {
      String contentType = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
      Batch batch = Batch.of(String.valueOf(contentType), body);
      send(exchange, answer(batch, origin), "multipart/mixed; boundary=" + Batch.BOUNDARY);
    } else {
      var target = new Target(path, exchange.getQueryString());
      send(exchange, answer(target.asked(verb, body, origin)), JSON);
    }
  }

  /** Pages of others, which browsers name, and such as have a name of theirs point here. */
  private static boolean isStrange(HttpServerExchange exchange, String path) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    String own = exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
    boolean isForeign = origin != null && !origin.equals(own);
    return isForeign || (path.startsWith(OWN) && !HERE.contains(exchange.getHostName()));
  }

  Desk.Answer answer(Request request) throws InterruptedException {
    Desk.Answer answer = desk.answer(request);
    witness.saw(request, answer);
    return answer;
  }

  private Desk.Answer answer(Batch batch, String origin) throws InterruptedException {
    var answers = new StringBuilder();
    for (Batch.Part part : batch.parts()) {
      Desk.Answer answer = answer(part.target().asked(part.verb(), part.body(), origin));
      if (answer.isCut()) return answer;
      answers.append(Batch.answered(part, answer));
    }
    return new Desk.Answer(200, answers + "--" + Batch.BOUNDARY + "--\r\n");
  }

  private static void send(HttpServerExchange exchange, Desk.Answer answer, String type)
      throws IOException {
    if (answer.isCut()) {
      exchange.getConnection().close();
      return;
    }
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseSender().send(answer.body());
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
