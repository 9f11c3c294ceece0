package org.stipend.orchestrator.web;

import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The console is one page that draws every address of its own: an address that is no file and
 * belongs to no other part of the service is answered with that page.
 */
final class ConsolePages extends PathResourceResolver {

  private static final String PAGE = "index.html";

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    Resource file = path.isEmpty() ? null : super.getResource(path, location);
    if (file != null) {
      return file;
    }
    return isPage(path) ? super.getResource(PAGE, location) : null;
  }

  private static boolean isPage(String path) {
    boolean elsewhere =
        Stream.of("api", "r", "actuator", "idp", "embedded", "v3", "swagger-ui", "assets")
            .anyMatch(part -> path.equals(part) || path.startsWith(part + "/"));
    boolean file = path.substring(path.lastIndexOf('/') + 1).contains(".");
    return !elsewhere && !file;
  }
}
