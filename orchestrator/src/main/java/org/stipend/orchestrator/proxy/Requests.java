package org.stipend.orchestrator.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.runtime.ToolOrigins;

/** Reads a browser's request, and makes of it the one a tool gets. */
final class Requests {

  private static final HttpString SECRET = new HttpString("X-Stipend-Secret");
  private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");
  private static final HttpString FETCH_MODE = new HttpString("Sec-Fetch-Mode");
  private static final HttpString FETCH_DEST = new HttpString("Sec-Fetch-Dest");
  private static final Set<HttpString> SAFE = Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS);

  private static final int MOST_COOKIES = 10;
  private static final String BEARER = "Bearer ";

  /** What only we may say. */
  private static final List<HttpString> OURS =
      List.of(
          SECRET,
          Headers.AUTHORIZATION,
          new HttpString("Proxy-Authorization"),
          new HttpString("Forwarded"),
          new HttpString("X-Real-IP"),
          new HttpString("X-Forwarded-Prefix"),
          new HttpString("X-RStudio-Request"),
          new HttpString("X-RStudio-Root-Path"));

  private final ToolOrigins origins;
  private final String cookieName;

  Requests(ToolOrigins origins) {
    this.origins = origins;
    // the prefix needs https, which a laptop has not
    this.cookieName = origins.secure() ? "__Host-stipend-tool" : "stipend-tool";
  }

  String cookieName() {
    return cookieName;
  }

  @Nullable String host(HttpServerExchange exchange) {
    HeaderValues host = exchange.getRequestHeaders().get(Headers.HOST);
    return host != null && host.size() == 1 ? host.getFirst() : null;
  }

  /**
   * What may open the runtime: cookies of our name, of which a page of the tool may have set
   * another on a narrower path, and a program's token. Nobody has many.
   */
  List<Token.Hash> keys(HttpServerExchange exchange, RuntimeId runtime) {
    Stream<Token.Hash> cookies =
        cookies(exchange).stream()
            .filter(pair -> name(pair).equals(cookieName))
            .map(pair -> pair.substring(pair.indexOf('=') + 1).strip())
            .distinct()
            .limit(MOST_COOKIES)
            .map(Token::hash);
    String bearer = bearer(exchange);
    return Stream.concat(
            cookies, Stream.ofNullable(bearer).map(token -> Token.hash(token, runtime)))
        .toList();
  }

  /** The token a program brought. */
  static @Nullable String bearer(HttpServerExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }

  /**
   * Whether another site's page sent this. Browsers say so in Origin, and of everything but plain
   * links in Sec-Fetch-Site.
   */
  boolean isForeign(HttpServerExchange exchange, RuntimeId runtime) {
    HeaderMap headers = exchange.getRequestHeaders();
    HeaderValues origin = headers.get(Headers.ORIGIN);
    boolean changes = !SAFE.contains(exchange.getRequestMethod()) || isUpgrade(exchange);
    if (origin != null
        && (origin.size() != 1 || !origin.getFirst().equalsIgnoreCase(origins.of(runtime)))) {
      return true;
    }
    if (changes && origin != null) {
      return false;
    }
    String site = headers.getFirst(FETCH_SITE);
    if (site == null || site.equals("same-origin") || site.equals("none")) {
      return false;
    }
    boolean link =
        !changes
            && "navigate".equals(headers.getFirst(FETCH_MODE))
            && "document".equals(headers.getFirst(FETCH_DEST));
    return !link;
  }

  /** To another protocol than HTTP: some programs offer a newer HTTP with every request. */
  static boolean isUpgrade(HttpServerExchange exchange) {
    String wanted = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
    return wanted != null && !wanted.equalsIgnoreCase("h2c");
  }

  /** Somebody looking, not a program asking. */
  static boolean isNavigation(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    String mode = headers.getFirst(FETCH_MODE);
    String accept = headers.getFirst(Headers.ACCEPT);
    return exchange.getRequestMethod().equals(Methods.GET)
        && !isUpgrade(exchange)
        && bearer(exchange) == null
        && (mode == null || mode.equals("navigate"))
        && accept != null
        && accept.contains("text/html");
  }

  /** What somebody looks at in a tab of their browser: not in a frame, and not a part of a page. */
  static boolean isDocument(HttpServerExchange exchange) {
    return isNavigation(exchange)
        && "document".equals(exchange.getRequestHeaders().getFirst(FETCH_DEST));
  }

  static String pathAndQuery(HttpServerExchange exchange) {
    String path =
        exchange.isHostIncludedInRequestURI()
            ? exchange.getRequestPath()
            : exchange.getRequestURI();
    String query = exchange.getNonDecodedQueryString();
    return path + (query.isEmpty() ? "" : "?" + query);
  }

  /** Takes away what proves the person to us, adds what proves us to the tool. */
  void readdress(HttpServerExchange exchange, Pass pass, Pass.Target target) {
    HeaderMap headers = exchange.getRequestHeaders();
    List<String> kept = cookies(exchange).stream().filter(pair -> !isOurs(pair)).toList();
    headers.remove(Headers.COOKIE);
    if (!kept.isEmpty()) {
      var joined = new StringJoiner("; ");
      kept.forEach(joined::add);
      headers.put(Headers.COOKIE, joined.toString());
    }
    OURS.forEach(headers::remove);
    switch (pass.tool()) {
      case JUPYTER, TERMINAL -> headers.put(Headers.AUTHORIZATION, "token " + target.secret());
      case RSTUDIO -> {
        headers.put(SECRET, target.secret());
        headers.put(
            new HttpString("X-RStudio-Request"),
            origins.of(pass.runtime()) + pathAndQuery(exchange));
      }
      case CROMWELL -> headers.put(SECRET, target.secret());
    }
    exchange.setRequestScheme(origins.scheme());
    headers.put(Headers.X_FORWARDED_HOST, origins.authority(pass.runtime()));
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals).strip();
  }

  /** The console's too: on one computer a browser does not tell ports apart. */
  private static boolean isOurs(String pair) {
    String name = name(pair);
    return name.startsWith("stipend-") || name.startsWith("__Host-stipend");
  }

  private static List<String> cookies(HttpServerExchange exchange) {
    HeaderValues headers = exchange.getRequestHeaders().get(Headers.COOKIE);
    if (headers == null) {
      return List.of();
    }
    var pairs = new ArrayList<String>();
    for (String header : headers) {
      for (String pair : header.split(";")) {
        if (!pair.isBlank()) {
          pairs.add(pair.strip());
        }
      }
    }
    return pairs;
  }
}
