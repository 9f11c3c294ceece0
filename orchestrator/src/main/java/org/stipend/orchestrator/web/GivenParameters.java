package org.stipend.orchestrator.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A parameter of the API that is given says something, and says it once: an empty filter would
 * silently answer everything, and of two only one would be heard.
 */
final class GivenParameters implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getMethod().equals("POST")) {
      return true; // no operation takes any; a form is content, and refused as that
    }
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (values.length > 1) {
            throw Judgement.parameter(name, "is given more than once");
          }
          if (values[0].isBlank()) {
            throw Judgement.parameter(name, "is empty; leave it out instead");
          }
        });
    return true;
  }
}
