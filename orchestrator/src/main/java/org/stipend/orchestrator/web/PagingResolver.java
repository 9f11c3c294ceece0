package org.stipend.orchestrator.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes a {@link Paging} of {@code ?limit=&cursor=}. */
final class PagingResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Paging.class;
  }

  @Override
  public Paging resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String cursor = request.getParameter("cursor");
    return new Paging(
        limit(request.getParameter("limit")), cursor == null ? null : Cursor.decode(cursor));
  }

  private static int limit(@Nullable String asked) {
    if (asked == null) {
      return Paging.DEFAULT_LIMIT;
    }
    try {
      return Integer.parseInt(asked);
    } catch (NumberFormatException e) {
      throw Problem.invalid(
          "The limit of a page is a whole number.", "Send limit=50, or leave it out.");
    }
  }
}
