package org.stipend.orchestrator.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * The console is one page that draws every address of its own: a person's navigation to an address
 * that is no file and belongs to no other part of the service is answered with that page.
 */
final class ConsolePages extends PathResourceResolver {

  private static final String PAGE = "index.html";

  @Override
  protected @Nullable Resource resolveResourceInternal(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    Resource file =
        path.isEmpty() ? null : super.resolveResourceInternal(request, path, locations, chain);
    boolean page =
        file == null && request != null && ProblemWriter.isNavigation(request) && isPage(path);
    return page ? super.resolveResourceInternal(request, PAGE, locations, chain) : file;
  }

  private static boolean isPage(String path) {
    boolean elsewhere =
        Stream.of("api", "r", "actuator", "idp", "embedded", "v3", "swagger-ui", "assets")
            .anyMatch(part -> path.equals(part) || path.startsWith(part + "/"));
    boolean file = path.substring(path.lastIndexOf('/') + 1).contains(".");
    return !elsewhere && !file;
  }
}
