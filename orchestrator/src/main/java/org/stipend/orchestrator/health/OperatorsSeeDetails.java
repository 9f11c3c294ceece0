package org.stipend.orchestrator.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.signin.CallerResolver;

/** Health is open to probes; why something is down is told to operators alone. */
final class OperatorsSeeDetails extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean operator =
        CallerResolver.callerOf(request).filter(who -> who.has(Role.OPERATOR)).isPresent();
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public boolean isUserInRole(String role) {
            return operator && role.endsWith(Role.OPERATOR.name()) || super.isUserInRole(role);
          }
        },
        response);
  }
}
