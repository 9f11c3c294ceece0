package org.stipend.orchestrator.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stipend.orchestrator.access.Decision;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;
import org.stipend.orchestrator.access.Reason;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ProblemWriter;

/**
 * Finds the person behind an authenticated request, and their roles as they are now. A disabled
 * person is nobody from their next request on.
 */
final class CallerFilter extends OncePerRequestFilter {

  private final People people;
  private final OidcSettings settings;
  private final ProblemWriter problems;

  CallerFilter(People people, OidcSettings settings, ProblemWriter problems) {
    this.people = people;
    this.settings = settings;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Person> person = person();
    if (person.filter(Person::disabled).isPresent()) {
      endSession(request);
      problems.write(request, response, disabled());
      return;
    }
    person.ifPresent(who -> CallerResolver.remember(request, who.asCaller()));
    chain.doFilter(request, response);
  }

  static Problem disabled() {
    return new Decision.Refused(true, List.of(new Reason.Disabled())).problem();
  }

  private Optional<Person> person() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof JwtAuthenticationToken bearer) {
      return Optional.of(people.seen(Claims.identity(bearer.getToken()::getClaims, settings)));
    }
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn session) {
      return people.find(session.person());
    }
    return Optional.empty();
  }

  private static void endSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }
}
