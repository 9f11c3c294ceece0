package org.stipend.orchestrator.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The last door: a controller method without a line in {@link Authorities} runs for nobody. */
final class UndeclaredEndpoints implements HandlerInterceptor {

  private static final Logger log = LoggerFactory.getLogger(UndeclaredEndpoints.class);

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod method
        && !(method.getBean() instanceof ErrorController) // nothing is there for a request
        && !HttpMethod.OPTIONS.matches(request.getMethod()) // Spring itself lists the methods
        && Authorities.of(request.getMethod(), request.getRequestURI()).isEmpty()) {
      log.error("{} has no authority declared and is closed", method);
      throw new AccessDeniedException("undeclared");
    }
    return true;
  }
}
