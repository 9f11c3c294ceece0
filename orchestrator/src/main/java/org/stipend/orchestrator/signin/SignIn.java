package org.stipend.orchestrator.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.web.ConsoleSettings;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ProblemWriter;

/** In and out. Signing in is a navigation that ends where the person wanted to go. */
@Controller
final class SignIn {

  static final String PATH = "/sign-in";
  static final String START = "/sign-in/with";
  static final String BACK = "/sign-in/back";
  static final String REGISTRATION = "stipend";
  static final String DISABLED = "disabled";
  static final String TO = "to";

  private static final Logger log = LoggerFactory.getLogger(SignIn.class);

  private final ConsoleSettings console;
  private final ProblemWriter problems;
  private final Changes changes;
  private final TransactionTemplate transactions;

  SignIn(
      ConsoleSettings console,
      ProblemWriter problems,
      Changes changes,
      TransactionTemplate transactions) {
    this.console = console;
    this.problems = problems;
    this.changes = changes;
    this.transactions = transactions;
  }

  @GetMapping(PATH)
  ResponseEntity<Void> begin(
      HttpServletRequest request, @RequestParam(required = false) @Nullable String to) {
    String target = ReturnAddress.safe(to);
    if (!console.origin().endsWith("//" + request.getHeader("Host"))) {
      // the provider leads back to one name only, and cookies belong to a name
      return see(console.origin() + PATH + "?to=" + encoded(target));
    }
    if (CallerResolver.callerOf(request).isPresent()) {
      return see(target);
    }
    return see(START + "/" + REGISTRATION + "?" + TO + "=" + encoded(target));
  }

  @PostMapping("/sign-out")
  ResponseEntity<Void> out(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
      CallerResolver.callerOf(request).ifPresent(this::announce);
    }
    return ProblemWriter.isNavigation(request)
        ? see(ReturnAddress.START)
        : ResponseEntity.noContent().build();
  }

  /** Their tools and pages look at once whether they were opened from this session. */
  private void announce(Caller caller) {
    transactions.executeWithoutResult(status -> changes.changed(Kind.PERSON, caller.id()));
  }

  /** For a navigation that needs somebody signed in. */
  static String addressFor(HttpServletRequest request) {
    String query = request.getQueryString();
    return PATH + "?to=" + encoded(request.getRequestURI() + (query == null ? "" : "?" + query));
  }

  void succeeded(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    log.atInfo().addKeyValue("person", authentication.getName()).log("Signed in");
    response.sendRedirect(BegunSignIns.to(request));
  }

  void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    boolean disabled =
        failure instanceof OAuth2AuthenticationException oauth
            && oauth.getError().getErrorCode().equals(DISABLED);
    if (!disabled && isSomebodySignedIn(request)) {
      // by another tab, or by this one before somebody went back: no more than a link to /sign-in
      response.sendRedirect(BegunSignIns.to(request));
      return;
    }
    if (!disabled) {
      log.warn("Sign-in failed: {}", failure.getMessage());
    }
    problems.write(
        request,
        response,
        disabled
            ? CallerFilter.disabled()
            : new Problem(
                HttpStatus.UNAUTHORIZED,
                "SIGN_IN_FAILED",
                "Signing in did not work: it took too long, was started twice, or was refused.",
                "Go to the start page and sign in again."));
  }

  /** Also where the framework has forgotten it for the rest of a request. */
  static boolean isSomebodySignedIn(HttpServletRequest request) {
    Authentication session =
        new HttpSessionSecurityContextRepository()
            .loadDeferredContext(request)
            .get()
            .getAuthentication();
    return session != null && session.getPrincipal() instanceof SignedIn;
  }

  private static ResponseEntity<Void> see(String address) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, address)
        .build();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
