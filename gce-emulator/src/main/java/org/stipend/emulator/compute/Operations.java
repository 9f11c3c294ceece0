package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Error;
import com.google.cloud.compute.v1.Errors;
import com.google.cloud.compute.v1.Operation;
import com.google.protobuf.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.wire.Listing;
import org.stipend.emulator.wire.Reference;

/** The operations of one project: pending, running, done; never back. */
final class Operations {

  private static final Duration UNTIL_RUNNING = Duration.ofMillis(200);

  /** What is done is listed for so long. */
  private static final Duration KEPT = Duration.ofDays(14);

  private final String project;
  private final World world;

  /** What each still running takes, for its progress. */
  private final Map<String, Duration> takes = new HashMap<>();

  private final Shelf<Operation> shelf = new Shelf<>("operations", (_, _) -> {});

  Operations(String project, World world) {
    this.project = project;
    this.world = world;
  }

  /** Begins what somebody asked for; it may have been told to end badly. */
  Operation begin(Task task) {
    Optional<Ending> told = world.takeEnding();
    Reference operation = pending(task, world.user(project));
    Instant now = world.now();
    world.events().at(now.plus(UNTIL_RUNNING), () -> running(operation));
    if (told.isEmpty() || told.get() instanceof Ending.Fails) {
      Instant end = now.plus(task.takes()).plus(UNTIL_RUNNING);
      world.events().at(end, () -> done(operation, task, told));
    }
    return shelf.get(operation);
  }

  /** Brings the progress of what runs up to now. */
  private Operation seen(Operation operation) {
    Duration all = takes.get(operation.getName());
    if (all == null || operation.getStatus() != Operation.Status.RUNNING) return operation;
    long passed = Duration.between(Times.parse(operation.getStartTime()), world.now()).toMillis();
    int progress = (int) Math.clamp(100 * passed / Math.max(1, all.toMillis()), 0, 99);
    return operation.toBuilder().setProgress(progress).build();
  }

  long underWay() {
    return shelf.all().stream().filter(one -> one.getStatus() != Operation.Status.DONE).count();
  }

  /** What the cloud did by itself, done at once. */
  void happened(String type, Reference target, long targetId, String message) {
    Task task = Task.of(type, target, targetId, Duration.ZERO);
    Reference operation = pending(task, "system");
    running(operation);
    shelf.change(operation, op -> op.toBuilder().setStatusMessage(message).build());
    done(operation, task, Optional.empty());
  }

  private Reference pending(Task task, String user) {
    Reference target = task.target();
    Instant now = world.now();
    Reference here = shelf.reference(project, target.scope(), world.ids().operation(now));
    Operation.Builder operation =
        Operation.newBuilder()
            .setKind("compute#operation")
            .setId(world.ids().next())
            .setName(here.name())
            .setOperationType(task.type())
            .setTargetLink(target.link())
            .setTargetId(task.targetId())
            .addAllWarnings(task.warnings())
            .setStatus(Operation.Status.PENDING)
            .setUser(user)
            .setProgress(0)
            .setInsertTime(Times.print(now))
            .setSelfLink(here.link());
    if (target.scope().startsWith("zones/")) operation.setZone(here.scopeLink());
    if (target.scope().startsWith("regions/")) operation.setRegion(here.scopeLink());
    shelf.put(operation.build());
    takes.put(here.name(), task.takes());
    return here;
  }

  private void running(Reference operation) {
    shelf.change(
        operation,
        op ->
            op.toBuilder()
                .setStatus(Operation.Status.RUNNING)
                .setStartTime(Times.print(world.now()))
                .build());
  }

  private void done(Reference operation, Task task, Optional<Ending> told) {
    Optional<Failure> failure = told.map(Operations::asFailure).or(() -> task.finish().get());
    if (failure.isPresent()) task.undo().run();
    shelf.change(operation, op -> ended(op, failure));
    takes.remove(operation.name());
    world.events().at(world.now().plus(KEPT), () -> shelf.remove(operation));
  }

  private static Failure asFailure(Ending ending) {
    return switch (ending) {
      case Ending.Fails fails -> Failure.of(fails.status(), fails.code(), fails.message());
      case Ending.Hangs _ -> throw new IllegalStateException("it does not end");
    };
  }

  private Operation ended(Operation operation, Optional<Failure> failure) {
    Operation.Builder ended =
        operation.toBuilder()
            .setStatus(Operation.Status.DONE)
            .setProgress(100)
            .setEndTime(Times.print(world.now()));
    failure.ifPresent(why -> {
      Errors error = why.error();
      ended.setError(Error.newBuilder().addErrors(error));
      ended.setHttpErrorStatusCode(why.status());
      ended.setHttpErrorMessage(why.statusMessage());
    });
    return ended.build();
  }

  Operation get(String scope, String name) {
    return seen(shelf.get(shelf.reference(project, scope, name)));
  }

  private List<Operation> in(String scope) {
    return shelf.in(scope).stream().map(this::seen).toList();
  }

  Message list(String scope, Message request, Message.Builder answer) {
    String path = "projects/" + project + "/" + scope + "/operations";
    return Listing.flat(request, answer, path, in(scope));
  }

  Message aggregated(Message request, Message.Builder answer) {
    var scopes = new TreeMap<String, List<Operation>>();
    var names = new ArrayList<String>(Places.ZONES.stream().map(Reference::zone).toList());
    names.add("global");
    names.add(Reference.region(Places.REGION));
    names.forEach(scope -> scopes.put(scope, in(scope)));
    return Listing.scoped(
        request, answer, "projects/" + project + "/aggregated/operations", scopes);
  }
}
