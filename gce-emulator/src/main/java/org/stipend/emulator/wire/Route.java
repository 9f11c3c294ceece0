package org.stipend.emulator.wire;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One method of Google's API: a verb, a path with places for values, a request and an answer. */
record Route(MethodDescriptor method, String verb, List<String> template, String body) {

  static Optional<Route> of(MethodDescriptor method) {
    HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
    return switch (rule.getPatternCase()) {
      case GET -> Optional.of(of(method, "GET", rule.getGet(), rule));
      case POST -> Optional.of(of(method, "POST", rule.getPost(), rule));
      case DELETE -> Optional.of(of(method, "DELETE", rule.getDelete(), rule));
      case PUT -> Optional.of(of(method, "PUT", rule.getPut(), rule));
      case PATCH -> Optional.of(of(method, "PATCH", rule.getPatch(), rule));
      case CUSTOM, PATTERN_NOT_SET -> Optional.empty();
    };
  }

  private static Route of(MethodDescriptor method, String verb, String path, HttpRule rule) {
    return new Route(method, verb, List.of(path.substring(1).split("/", -1)), rule.getBody());
  }

  /** As Google's discovery document names it: {@code disks.insert}. */
  String name() {
    return lower(method.getService().getName()) + "." + lower(method.getName());
  }

  /** The values in the path by their field; empty if this is another method's path. */
  Optional<Map<String, String>> match(List<String> segments) {
    if (segments.size() != template.size()) return Optional.empty();
    var values = new HashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      String place = template.get(i);
      if (place.startsWith("{")) {
        if (segments.get(i).isEmpty()) return Optional.empty();
        values.put(place.substring(1, place.length() - 1), segments.get(i));
      } else if (!place.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  long places() {
    return template.stream().filter(segment -> segment.startsWith("{")).count();
  }

  private static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
