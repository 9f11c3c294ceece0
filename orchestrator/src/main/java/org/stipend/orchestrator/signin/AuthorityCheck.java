package org.stipend.orchestrator.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Decision;
import org.stipend.orchestrator.signin.Authorities.Authority;
import org.stipend.orchestrator.web.Problem;

/** Applies {@link Authorities}. */
final class AuthorityCheck implements AuthorizationManager<RequestAuthorizationContext> {

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    return new AuthorizationDecision(allows(context.getRequest()));
  }

  private static boolean allows(HttpServletRequest request) {
    if (isLocalScrape(request)) {
      return true;
    }
    Optional<Caller> caller = CallerResolver.callerOf(request);
    return Authorities.of(request.getMethod(), request.getRequestURI())
        .map(line -> !line.signIn() || caller.filter(who -> allows(line, who)).isPresent())
        .orElseGet(() -> isPage(request) || caller.isPresent() && !isManagement(request));
  }

  private static boolean allows(Authority line, Caller caller) {
    return line.decide(caller) instanceof Decision.Allowed;
  }

  /** What a request is told that was not allowed. */
  static Problem refusal(HttpServletRequest request) {
    return CallerResolver.callerOf(request)
        .flatMap(caller ->
            Authorities.of(request.getMethod(), request.getRequestURI())
                .map(line -> line.decide(caller)))
        .map(decision -> decision instanceof Decision.Refused no ? no.problem() : null)
        .orElseGet(Problem::forbidden);
  }

  /** A collector on this very computer, not somebody a proxy here speaks for. */
  private static boolean isLocalScrape(HttpServletRequest request) {
    return request.getRequestURI().equals("/actuator/prometheus")
        && request.getMethod().equals("GET")
        && request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null
        && Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1").contains(request.getRemoteAddr());
  }

  /** Management endpoints are no controllers: what is not named of them is closed here. */
  private static boolean isManagement(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator");
  }

  /**
   * Not named: a page or file of the console, or nothing at all, which is said to who is signed in
   * (404, 405). A controller is not reached that way, see {@link UndeclaredEndpoints}.
   */
  private static boolean isPage(HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return reads && !request.getRequestURI().startsWith("/api/");
  }
}
