package org.stipend.emulator.wire;

import static java.util.Comparator.comparing;

import com.google.cloud.compute.v1.Compute;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of Google's methods a request calls, and who answers it. Paths and messages are those of
 * the published descriptors; a handler is found by the type of its request.
 */
public final class Methods {

  /** Answers one method. */
  public interface Handler<Q extends Message> {
    Message answer(Q request);
  }

  private record Bound<Q extends Message>(Q empty, Handler<Q> handler) {

    Call read(Route route, Map<String, String> path, Request request) {
      @SuppressWarnings("unchecked") // a builder builds the type it came from
      Q message = (Q) Reading.read(empty, route, path, request);
      return new Call(route.name(), message, () -> handler.answer(message));
    }
  }

  private final List<Route> routes;
  private final Map<Descriptor, Bound<?>> handlers = new HashMap<>();

  /** Those of Compute Engine. */
  public Methods() {
    this(Compute.getDescriptor());
  }

  public Methods(FileDescriptor api) {
    this.routes =
        api.getServices().stream()
            .flatMap(service -> service.getMethods().stream())
            .flatMap(method -> Route.of(method).stream())
            .sorted(comparing(Route::places).thenComparing(Route::name))
            .toList();
  }

  public <Q extends Message> Methods on(Q request, Handler<Q> handler) {
    handlers.put(request.getDescriptorForType(), new Bound<>(request, handler));
    return this;
  }

  /** Refuses what Google does not know, and what is not played here. */
  public Call read(Request request) {
    for (Route route : routes) {
      if (route.isCalled(request)) return read(route, Map.of(), request);
      if (!route.verb().equals(request.verb())) continue;
      Optional<Map<String, String>> path = route.match(request.path());
      if (path.isPresent()) return read(route, path.get(), request);
    }
    throw Refusal.of(404, "notFound", "Not Found");
  }

  private Call read(Route route, Map<String, String> path, Request request) {
    Bound<?> bound = handlers.get(route.method().getInputType());
    if (bound == null) {
      throw Refusal.of(501, "notImplemented", route.name() + " is not emulated");
    }
    return bound.read(route, path, request);
  }
}
