package org.stipend.standalone.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Who was chosen on the page: good for one sign-in, so that the next one asks again and another
 * person can be chosen. The provider shares the session of the console and keeps out of its way.
 */
final class ChosenPerson implements SecurityContextRepository {

  static final String AUTHORIZE = "/idp/authorize";

  private static final String ATTRIBUTE = "stipend.idp.person.";

  private final InstantSource clock;

  ChosenPerson(InstantSource clock) {
    this.clock = clock;
  }

  void choose(HttpServletRequest request, Figure figure) {
    request.getSession().setAttribute(attribute(request), figure.id());
  }

  /** Each tab chooses for itself; a state may be longer than a name. */
  private static String attribute(HttpServletRequest request) {
    String state = Objects.requireNonNullElse(request.getParameter("state"), "");
    return ATTRIBUTE + UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still asks for it
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    HttpServletRequest request = holder.getRequest();
    HttpSession session = request.getSession(false);
    if (session != null
        && request.getRequestURI().equals(AUTHORIZE)
        && session.getAttribute(attribute(request)) instanceof String person) {
      session.removeAttribute(attribute(request));
      return new SecurityContextImpl(
          UsernamePasswordAuthenticationToken.authenticated(
              person,
              null,
              List.of(
                  FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                      .issuedAt(clock.instant())
                      .build())));
    }
    return SecurityContextHolder.createEmptyContext();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return false;
  }
}
