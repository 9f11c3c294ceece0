package org.stipend.emulator.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a resource is: a project, a scope ({@code global}, {@code zones/Z}, {@code regions/R}), a
 * collection, a name. Clients write it with any host in front, or from any part on.
 */
public record Reference(String project, String scope, String collection, String name) {

  public static final String PREFIX = "/compute/v1/";
  public static final String GOOGLE = "https://www.googleapis.com" + PREFIX;

  private static final Pattern FULL = Pattern.compile("(?:.*/)?projects/([^/]+)/(.+)");
  private static final Pattern REST =
      Pattern.compile("/?(global|(?:zones|regions)/[^/]+)/([^/]+)/(.+)");

  public static String zone(String name) {
    return "zones/" + name;
  }

  public static String region(String name) {
    return "regions/" + name;
  }

  /** Empty where the text names nothing. */
  public static Optional<Reference> parse(String text, String project) {
    Matcher full = FULL.matcher(text);
    boolean isFull = full.matches();
    Matcher rest = REST.matcher(isFull ? full.group(2) : text);
    if (!rest.matches()) return Optional.empty();
    String owner = isFull ? full.group(1) : project;
    return Optional.of(new Reference(owner, rest.group(1), rest.group(2), rest.group(3)));
  }

  /** Refuses, naming the field, what names nothing or something of another collection. */
  public static Reference require(String field, String text, String project, String collection) {
    return parse(text, project)
        .filter(reference -> reference.collection().equals(collection))
        .orElseThrow(() -> Refusal.invalid(field, text, "The URL is malformed."));
  }

  /** The last part of a link, such as a zone's name. */
  public static String lastOf(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  /** The path in a link: from {@code projects/} on. */
  public static String pathOf(String link) {
    return link.startsWith(GOOGLE) ? link.substring(GOOGLE.length()) : link;
  }

  public Reference named(String other) {
    return new Reference(project, scope, collection, other);
  }

  public String path() {
    return "projects/%s/%s/%s/%s".formatted(project, scope, collection, name);
  }

  public String link() {
    return GOOGLE + path();
  }

  /** The scope's own link: what {@code zone} and {@code region} hold. */
  public String scopeLink() {
    return GOOGLE + "projects/" + project + "/" + scope;
  }
}
