package org.stipend.orchestrator.proxy;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.transaction.TransactionException;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.runtime.ToolOrigins;
import org.stipend.orchestrator.signin.BearerTokens;

/**
 * In front of every tool. A request passes when its host is a runtime's, no other site sent it, and
 * its cookie opens this very runtime now; where it goes is read from the runtime's row alone.
 */
final class Gate implements HttpHandler {

  static final String ENTER = "/.stipend/enter";

  private static final Logger log = LoggerFactory.getLogger(Gate.class);
  private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_CREDENTIALS =
      new HttpString("Access-Control-Allow-Credentials");

  private final ToolOrigins origins;
  private final Console console;
  private final ToolSessions sessions;
  private final BearerTokens tokens;
  private final Passes passes;
  private final Tunnels tunnels;
  private final Pages pages;
  private final EndBar endBar;
  private final Executor blocking;
  private final InstantSource clock;
  private final Requests requests;
  private final ProxySettings settings;
  private final ProxyHandler tools;

  Gate(
      ToolOrigins origins,
      Console console,
      ToolSessions sessions,
      BearerTokens tokens,
      Passes passes,
      Tunnels tunnels,
      Pages pages,
      EndBar endBar,
      ProxySettings settings,
      Executor blocking,
      InstantSource clock) {
    this.origins = origins;
    this.console = console;
    this.sessions = sessions;
    this.tokens = tokens;
    this.passes = passes;
    this.tunnels = tunnels;
    this.pages = pages;
    this.endBar = endBar;
    this.settings = settings;
    this.blocking = blocking;
    this.clock = clock;
    this.requests = new Requests(origins);
    this.tools =
        ProxyHandler.builder().setProxyClient(new ToolClient()).setMaxRequestTime(-1).build();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Optional<RuntimeId> host = origins.runtimeAt(requests.host(exchange));
    if (host.isEmpty()) {
      pages.send(exchange, Notice.unknownHost());
      return;
    }
    RuntimeId runtime = host.get();
    HttpString method = exchange.getRequestMethod();
    if (method.equals(Methods.CONNECT) || method.equals(Methods.TRACE)) {
      pages.send(exchange, Notice.methodRefused());
    } else if (exchange.getRequestPath().equals(ENTER) && method.equals(Methods.GET)) {
      exchange.dispatch(blocking, asking(inside -> enter(inside, runtime)));
    } else if (requests.isForeign(exchange, runtime)) {
      pages.send(exchange, Notice.foreignOrigin());
    } else if (exchange.getRequestPath().equals(EndBar.SCRIPT) && method.equals(Methods.GET)) {
      endBar.sendScript(exchange);
    } else if (exchange.getRequestPath().equals(EndBar.STATE) && method.equals(Methods.GET)) {
      exchange.dispatch(blocking, asking(inside -> tellEnd(inside, runtime)));
    } else {
      admit(exchange, runtime);
    }
  }

  private void admit(HttpServerExchange exchange, RuntimeId runtime) throws Exception {
    List<Token.Hash> keys = requests.keys(exchange, runtime);
    if (keys.isEmpty()) {
      turnAway(exchange, runtime);
      return;
    }
    Optional<Pass> pass = firstOf(keys, key -> passes.remembered(key, runtime));
    if (pass.isPresent()) {
      passOn(exchange, pass.get());
      return;
    }
    exchange.dispatch(
        blocking,
        asking(inside -> {
          Optional<Pass> checked =
              firstOf(keys, key -> passes.check(key, runtime))
                  .or(() -> firstVisit(Requests.bearer(inside), runtime));
          if (checked.isPresent()) {
            passOn(inside, checked.get());
          } else {
            turnAway(inside, runtime);
          }
        }));
  }

  private void passOn(HttpServerExchange exchange, Pass pass) throws Exception {
    Pass.Target target = pass.target();
    if (target == null) {
      String page = console.page(pass.workspace(), pass.runtime());
      pages.send(exchange, Notice.closed(pass.tool(), pass.state(), page));
      return;
    }
    BrowserWire.keepPlace(exchange);
    requests.readdress(exchange, pass, target);
    ToolClient.aim(exchange, target);
    tunnels.follow(exchange, pass);
    EndBar.follow(exchange);
    exchange.addResponseCommitListener(Gate::guard);
    exchange.addResponseCommitListener(ToolClient::refused);
    exchange.addDefaultResponseListener(silent -> answerForTool(silent, pass));
    tools.handleRequest(exchange);
  }

  /** What the tool's answer must say of itself, where the tool does not. */
  private static void guard(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.remove(ALLOW_ORIGIN);
    headers.remove(ALLOW_CREDENTIALS);
    if (!headers.contains(REFERRER_POLICY)) {
      headers.put(REFERRER_POLICY, "same-origin");
    }
    HeaderValues policies = headers.get(Headers.CONTENT_SECURITY_POLICY);
    if (policies == null || policies.stream().noneMatch(p -> p.contains("frame-ancestors"))) {
      // a tool may frame pages of its own; nobody else may
      headers.add(Headers.CONTENT_SECURITY_POLICY, "frame-ancestors 'self'");
    }
  }

  private boolean answerForTool(HttpServerExchange exchange, Pass pass) {
    if (exchange.getStatusCode() < StatusCodes.INTERNAL_SERVER_ERROR
        || exchange.isResponseStarted()) {
      return false;
    }
    if (exchange.getConnection().isOpen()) { // else it was the browser that has gone
      log.atWarn().addKeyValue("runtime", pass.runtime()).log("a tool did not answer");
    }
    String page = console.page(pass.workspace(), pass.runtime());
    pages.send(exchange, Notice.silentTool(pass.tool(), page));
    return true;
  }

  /** Asked by open pages, every minute: unlike other requests it keeps nobody signed in. */
  private void tellEnd(HttpServerExchange exchange, RuntimeId runtime) {
    Instant now = clock.instant();
    Optional<Pass> pass =
        firstOf(requests.keys(exchange, runtime), key -> sessions.pass(key, runtime, now));
    if (pass.isPresent()) {
      endBar.sendState(exchange, pass.get(), now);
    } else {
      turnAway(exchange, runtime);
    }
  }

  private void enter(HttpServerExchange exchange, RuntimeId runtime) {
    String code = parameter(exchange, "code");
    Optional<ToolSessions.Entered> entered =
        code == null ? Optional.empty() : sessions.redeem(code, runtime, clock.instant());
    if (entered.isPresent()) {
      String cookie =
          "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
              .formatted(
                  requests.cookieName(),
                  entered.get().cookie(),
                  settings.sessionLifetime().toSeconds(),
                  origins.secure() ? "; Secure" : "");
      exchange.getResponseHeaders().add(Headers.SET_COOKIE, cookie);
      redirect(exchange, origins.of(runtime) + entered.get().path());
      return;
    }
    if (firstOf(requests.keys(exchange, runtime), key -> passes.check(key, runtime)).isPresent()) {
      redirect(exchange, origins.of(runtime) + "/"); // back button, or the link opened again
    } else {
      pages.send(exchange, Notice.usedCode(console.wayIn(runtime, "/")));
    }
  }

  /** With a token that has not opened this runtime before. */
  private Optional<Pass> firstVisit(@Nullable String token, RuntimeId runtime) {
    if (token == null) {
      return Optional.empty();
    }
    Token.Hash key = Token.hash(token, runtime);
    return tokens
        .read(token)
        .flatMap(bearer -> {
          sessions.admit(key, runtime, bearer.person(), bearer.until(), clock.instant());
          return passes.check(key, runtime);
        });
  }

  private static Optional<Pass> firstOf(
      List<Token.Hash> keys, Function<Token.Hash, Optional<Pass>> opened) {
    return keys.stream().map(opened).flatMap(Optional::stream).findFirst();
  }

  private void turnAway(HttpServerExchange exchange, RuntimeId runtime) {
    if (Requests.isNavigation(exchange)) {
      redirect(exchange, console.wayIn(runtime, Requests.pathAndQuery(exchange)));
    } else if (Requests.bearer(exchange) != null) {
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
      pages.send(exchange, Notice.refusedToken());
    } else {
      pages.send(exchange, Notice.notSignedIn());
    }
  }

  private static void redirect(HttpServerExchange exchange, String location) {
    exchange.setStatusCode(StatusCodes.FOUND);
    exchange.getResponseHeaders().put(Headers.LOCATION, location);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().put(REFERRER_POLICY, "no-referrer");
    exchange.endExchange();
  }

  private static @Nullable String parameter(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? null : values.peekFirst();
  }

  /**
   * A handler that asks the database or the provider: without them nobody gets in, and nobody sees
   * a stack trace.
   */
  private HttpHandler asking(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handleRequest(exchange);
      } catch (DataAccessException
          | TransactionException
          | JwtException
          | JwtDecoderInitializationException e) {
        log.atWarn().setCause(e).log("the gate cannot ask who may pass");
        pages.send(exchange, Notice.unavailable());
      }
    };
  }
}
