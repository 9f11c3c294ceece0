package org.stipend.orchestrator.runtime;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;

/**
 * Which web origin belongs to which runtime: {@code http://{runtime}.localhost:8081}. Each has one
 * of its own, so that what runs in a tool can act neither as the person in the console nor as the
 * person in another tool.
 */
@Component
public final class ToolOrigins {

  private static final String PLACE = "{runtime}";

  private final String scheme;
  private final String before;
  private final String after;

  public ToolOrigins(@Value("${stipend.tool-url-template}") String template) {
    int colon = template.indexOf("://");
    String authority = colon < 0 ? "" : template.substring(colon + 3);
    int place = authority.indexOf(PLACE);
    String probe = template.replace(PLACE, "x");
    if (place < 0 || !isOrigin(probe)) {
      throw new IllegalArgumentException(
          "stipend.tool-url-template is %s, not like http://{runtime}.localhost:8081"
              .formatted(template));
    }
    this.scheme = template.substring(0, colon).toLowerCase(Locale.ROOT);
    this.before = authority.substring(0, place).toLowerCase(Locale.ROOT);
    this.after = authority.substring(place + PLACE.length()).toLowerCase(Locale.ROOT);
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public String of(RuntimeId runtime) {
    return scheme + "://" + authority(runtime);
  }

  public String authority(RuntimeId runtime) {
    return before + runtime + after;
  }

  public String scheme() {
    return scheme;
  }

  public boolean secure() {
    return scheme.equals("https");
  }

  /** Whose the Host header is; empty where it is not exactly one of ours. */
  public Optional<RuntimeId> runtimeAt(@Nullable String host) {
    if (host == null) {
      return Optional.empty();
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (name.length() != before.length() + 36 + after.length()
        || !name.startsWith(before)
        || !name.endsWith(after)) {
      return Optional.empty();
    }
    String id = name.substring(before.length(), before.length() + 36);
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.toString().equals(id) ? Optional.of(new RuntimeId(uuid)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
