package org.stipend.orchestrator.proxy;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.books.End;
import org.stipend.orchestrator.books.MachineEnds;
import org.xnio.conduits.StreamSinkConduit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells people inside a tool that its machine stops soon. The page they opened gets one line more
 * at its very end, which loads a script; the script asks here, and shows a bar in the last minutes.
 * Nothing of the page is held back or read, so it may be as long and as slow as it likes.
 */
final class EndBar {

  static final String SCRIPT = "/.stipend/end.js";
  static final String STATE = "/.stipend/end";
  static final String TAG = "\n<script async src=\"" + SCRIPT + "\"></script>\n";

  private static final byte[] LINE = TAG.getBytes(StandardCharsets.US_ASCII);
  private static final String CODE = code();

  /** A page under a policy of this kind has said what may run in it: it is left as it is. */
  private static final List<String> STRICT = List.of("script-src", "default-src", "sandbox");

  private final MachineEnds ends;
  private final Console console;
  private final JsonMapper json;

  EndBar(MachineEnds ends, Console console, JsonMapper json) {
    this.ends = ends;
    this.console = console;
    this.json = json;
  }

  /**
   * @param closed why nobody can work there now, in words; null while somebody can
   * @param page where more is said, and something can be done
   */
  private record State(
      Instant now,
      @Nullable Instant endsAt,
      End.@Nullable Cause cause,
      @Nullable String closed,
      String page) {}

  /** A document somebody opened in a tab of their browser. */
  static void follow(HttpServerExchange exchange) {
    if (Requests.isDocument(exchange)) {
      exchange.getRequestHeaders().put(Headers.ACCEPT_ENCODING, "identity");
      ConduitWrapper<StreamSinkConduit> wrapper = EndBar::lengthen;
      exchange.addResponseWrapper(wrapper);
    }
  }

  void sendScript(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    send(exchange, "text/javascript; charset=utf-8", CODE);
  }

  void sendState(HttpServerExchange exchange, Pass pass, Instant now) {
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    send(exchange, "application/json", json.writeValueAsString(state(pass, now)));
  }

  private State state(Pass pass, Instant now) {
    String page = console.page(pass.workspace(), pass.runtime());
    if (pass.target() == null) {
      Notice notice = Notice.closed(pass.tool(), pass.state(), page);
      return new State(now, null, null, notice.title() + ". " + notice.detail(), page);
    }
    End end = ends.of(List.of(pass.runtime()), now).get(pass.runtime());
    return end == null
        ? new State(now, null, null, null, page)
        : new State(now, end.at(), end.cause(), null, page);
  }

  private static void send(HttpServerExchange exchange, String type, String body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseHeaders().put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
    exchange.getResponseSender().send(body);
  }

  private static StreamSinkConduit lengthen(
      ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
    if (!isPage(exchange)) {
      return factory.create();
    }
    HeaderMap headers = exchange.getResponseHeaders();
    String length = headers.getFirst(Headers.CONTENT_LENGTH);
    if (length != null) {
      headers.put(Headers.CONTENT_LENGTH, Long.parseLong(length) + LINE.length);
    }
    String tag = headers.getFirst(Headers.ETAG);
    if (tag != null && !tag.startsWith("W/")) {
      headers.put(Headers.ETAG, "W/" + tag); // it named the bytes of the tool
    }
    return new Appendix(factory.create(), LINE);
  }

  private static boolean isPage(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    String type = values(headers, Headers.CONTENT_TYPE).findFirst().orElse("");
    return exchange.getStatusCode() == StatusCodes.OK
        && type.startsWith("text/html")
        && (!type.contains("charset") || type.contains("utf-8"))
        && !headers.contains(Headers.CONTENT_ENCODING)
        && values(headers, Headers.CONTENT_DISPOSITION).noneMatch(it -> it.contains("attachment"))
        && values(headers, Headers.CACHE_CONTROL).noneMatch(it -> it.contains("no-transform"))
        && values(headers, Headers.CONTENT_SECURITY_POLICY)
            .noneMatch(policy -> STRICT.stream().anyMatch(policy::contains));
  }

  private static Stream<String> values(HeaderMap headers, HttpString name) {
    HeaderValues values = headers.get(name);
    return values == null
        ? Stream.empty()
        : values.stream().map(value -> value.toLowerCase(Locale.ROOT));
  }

  private static String code() {
    try (InputStream in = EndBar.class.getResourceAsStream("end.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
