package org.stipend.emulator.project;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.stipend.emulator.wire.Refusal;

/** What takes a while: begun, and asked for again by its name until it is done. */
final class Works {

  static final Duration TIME = Duration.ofSeconds(4);

  private record Work(Operation done, Instant at) {}

  private final Registry registry;
  private final Map<String, Work> works = new HashMap<>();

  Works(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param kind what the name begins with, such as {@code cp}
   */
  Operation begin(String kind, Message response) {
    return begin(kind, Operation.newBuilder().setResponse(Any.pack(response)));
  }

  Operation beginInVain(String kind, Code code, String words) {
    var error = Status.newBuilder().setCode(code.getNumber()).setMessage(words).build();
    return begin(kind, Operation.newBuilder().setError(error));
  }

  private Operation begin(String kind, Operation.Builder end) {
    String name = "operations/%s.%d".formatted(kind, 7_000_000_000L + works.size());
    Operation done = end.setName(name).setDone(true).build();
    works.put(name, new Work(done, registry.now().plus(TIME)));
    return get(name);
  }

  Operation get(GetOperationRequest request) {
    return get(request.getName());
  }

  private Operation get(String name) {
    Work work = works.get(name);
    if (work == null) throw Refusal.of(404, Code.NOT_FOUND.name(), "Operation not found: " + name);
    boolean isDone = !registry.now().isBefore(work.at());
    return isDone ? work.done() : Operation.newBuilder().setName(name).build();
  }
}
