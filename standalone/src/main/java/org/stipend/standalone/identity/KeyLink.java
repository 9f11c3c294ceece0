package org.stipend.standalone.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the key out of the printed link, so that it stays neither in the address nor in history.
 */
final class KeyLink extends OncePerRequestFilter {

  private final SignInKey key;

  KeyLink(SignInKey key) {
    this.key = key;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String offered = request.getParameter("key");
    if (offered == null || !request.getMethod().equals("GET")) {
      chain.doFilter(request, response);
      return;
    }
    if (key.fits(offered)) {
      response.addHeader(HttpHeaders.SET_COOKIE, key.cookie());
    }
    response.setHeader("Cache-Control", "no-store");
    response.sendRedirect("/sign-in");
  }
}
