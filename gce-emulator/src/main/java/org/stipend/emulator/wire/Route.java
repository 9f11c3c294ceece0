package org.stipend.emulator.wire;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One method of Google's API: a verb, a path with places for values, a request and an answer. */
record Route(MethodDescriptor method, String verb, List<Segment> template, String body) {

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
    return new Route(method, verb, Segment.of(path.substring(1)).toList(), rule.getBody());
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
      Optional<String> value = template.get(i).read(segments.get(i));
      if (value.isEmpty()) return Optional.empty();
      switch (template.get(i)) {
        case Segment.Place(String field) -> values.put(field, value.get());
        case Segment.Named(String field, _, _) -> values.put(field, value.get());
        case Segment.Word _ -> {}
      }
    }
    return Optional.of(values);
  }

  long places() {
    return template.stream().filter(segment -> !(segment instanceof Segment.Word)).count();
  }

  /** Whether gRPC calls it like this: the whole message in the body of a request. */
  boolean isCalled(Request request) {
    return request.verb().equals("POST")
        && request.path().equals(List.of(method.getService().getFullName(), method.getName()));
  }

  private static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
