package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Request;

/** What a request line asks for: a path and, behind a question mark, a query. */
record Target(String path, String query) {

  static Target of(String line) {
    int mark = line.indexOf('?');
    return mark < 0
        ? new Target(line, "")
        : new Target(line.substring(0, mark), line.substring(mark + 1));
  }

  /** Links that name this server, by its origin, become Google's. */
  Request asked(String verb, String body, String origin) {
    String here = origin + Reference.PREFIX;
    var known = new HashMap<String, String>();
    parameters().forEach((name, value) -> known.put(name, value.replace(here, Reference.GOOGLE)));
    return new Request(verb, segments(), known, body.replace(here, Reference.GOOGLE));
  }

  /** Decoded one by one: a slash within a value is not one between two. */
  private List<String> segments() {
    var segments = new ArrayList<String>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) segments.add(decoded(segment));
    }
    return segments;
  }

  /** Of a parameter that stands twice the first counts. */
  private Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) continue;
      String name = decoded(pair.substring(0, equals));
      parameters.putIfAbsent(name, decoded(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
