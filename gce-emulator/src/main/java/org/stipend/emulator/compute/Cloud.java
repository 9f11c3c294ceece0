package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Operation;
import com.google.protobuf.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Request;

/** Compute Engine: what it holds at an instant, and what it answers. One caller at a time. */
public final class Cloud {

  private final World world;
  private final Methods methods = new Methods();

  public Cloud(Instant start, Addresses addresses) {
    this.world = new World(start, addresses);
    var newDisks = new NewDisks(world);
    new PlaceMethods(world).bind(methods);
    new OfferMethods().bind(methods);
    new OperationMethods(world).bind(methods);
    new DiskMethods(world, newDisks).bind(methods);
    new InstanceMethods(world, newDisks).bind(methods);
  }

  public Call read(Request request) {
    return methods.read(request);
  }

  /** Lets everything happen that was to happen until then. */
  public void settle(Instant now) {
    world.events().settle(now);
  }

  public Instant now() {
    return world.now();
  }

  /** When something happens next by itself. */
  public Optional<Instant> next() {
    return world.events().next();
  }

  /** Does what is asked, or answers what it did the first time. */
  public Message perform(Call call, Optional<Ending> ending) {
    if (call.requestId().isEmpty()) return first(call, ending);
    Memory.require(call.requestId());
    ProjectState project = world.project(call.project());
    Optional<Reference> before = project.memory().recall(call.requestId(), world.now());
    if (before.isPresent()) {
      return project.operations().get(before.get().scope(), before.get().name());
    }
    Message answer = first(call, ending);
    if (answer instanceof Operation operation) {
      Reference.parse(operation.getSelfLink(), call.project())
          .ifPresent(name -> project.memory().remember(call.requestId(), name, world.now()));
    }
    return answer;
  }

  private Message first(Call call, Optional<Ending> ending) {
    if (!call.isRead()) requireAllowed(call);
    world.endNext(ending);
    try {
      return call.answer().get();
    } finally {
      world.endNext(Optional.empty());
    }
  }

  private void requireAllowed(Call call) {
    ProjectState project = world.project(call.project());
    project.standing().require(call, project.number(), project.operations().underWay());
  }

  /** Somebody else than the caller deletes, stops, suspends or starts a machine. */
  public void byAdmin(String project, String zone, String instance, String verb) {
    var path = new ArrayList<String>();
    path.addAll(
        List.of("compute", "v1", "projects", project, "zones", zone, "instances", instance));
    boolean isDelete = verb.equals("delete");
    if (!isDelete) path.add(verb);
    var request = new Request(isDelete ? "DELETE" : "POST", path, Map.of(), "");
    Call call = methods.read(request);
    world.as("admin@" + project + ".example.com", call.answer());
  }

  /** Those in which something was ever asked for. */
  public List<String> projects() {
    return world.projects().stream().map(ProjectState::id).toList();
  }

  /** Without it machines are stopped, and nothing is changed any more. */
  public void billing(String project, boolean isOn) {
    world.project(project).standing().billing(isOn);
    if (!isOn) world.project(project).life().losesBilling();
  }

  /** Whether the caller may change anything in a project. */
  public void permission(String project, boolean isThere) {
    world.project(project).standing().permission(isThere);
  }

  /** How many operations may be under way at once in a project. */
  public void mostUnderWay(String project, int operations) {
    world.project(project).standing().mostUnderWay(operations);
  }

  public void serviceAccount(String email, boolean isGone) {
    world.gone().serviceAccount(email, isGone);
  }

  /** Operations that use an image of this name are warned, or are not any more. */
  public void image(String name, boolean isDeprecated) {
    world.gone().image(name, isDeprecated);
  }

  /** A key of Cloud KMS, by its name without a version, is disabled or enabled. */
  public void key(String name, boolean isDisabled) {
    world.gone().key(name, isDisabled);
  }

  /** What listens in machines that run, where there is a place to listen at. */
  public List<Listening> listening() {
    if (world.addresses() != Addresses.LOOPBACK) return List.of();
    return world.projects().stream().flatMap(project -> project.life().listening()).toList();
  }

  /** The tool of this machine finds its place taken, or not to be had. */
  public void cannotListen(String project, String zone, String instance, String why) {
    ProjectState state = world.project(project);
    Guest guest = state.guest(state.instance(zone, instance));
    guest.says("stipend: " + why);
    guest.stumbles(GuestFailure.STARTUP_FAILED, why);
  }

  public Overview overview() {
    return Overview.of(world);
  }

  /** All that happened since this cloud began, in order. */
  public List<Happening> happened() {
    return world.chronicle().happened();
  }

  public void limit(String project, String metric, long limit) {
    world.project(project).quotas().limit(metric, limit);
  }

  public void sellOut(String zone, String machineTypes) {
    world.capacity().sellOut(zone, machineTypes);
  }

  public void restock(String zone) {
    world.capacity().restock(zone);
  }

  /** A machine goes down by itself, after a while; nothing happens if it does not run then. */
  public void goesDown(String project, String zone, String instance, Downfall how, Duration after) {
    Reference vm = world.project(project).instance(zone, instance);
    Life life = world.project(project).life();
    Runnable end =
        switch (how) {
          case PREEMPTED -> () -> life.isPreempted(vm);
          case HOST_ERROR -> () -> life.losesItsHost(vm);
          case POWERED_OFF -> () -> life.shutsItselfDown(vm);
        };
    world.events().at(world.now().plus(after), end);
  }

  /** Goes wrong in a machine that runs; nothing happens if its guest is not up. */
  public void guestFails(String project, String zone, String instance, Trouble.Failed trouble) {
    ProjectState state = world.project(project);
    Guest guest = state.guest(state.instance(zone, instance));
    if (guest.looksAfterItself()) guest.fails(trouble.failure(), trouble.message());
  }

  /** From now on the boot of this machine stops there, also if it is still to be made. */
  public void bootStops(String project, String zone, String instance, Trouble trouble) {
    ProjectState state = world.project(project);
    state.troubled(state.instance(zone, instance), trouble);
  }

  public void bootsAgain(String project, String zone, String instance) {
    ProjectState state = world.project(project);
    state.cured(state.instance(zone, instance));
  }
}
