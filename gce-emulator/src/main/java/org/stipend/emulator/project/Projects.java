package org.stipend.emulator.project;

import com.google.api.serviceusage.v1.EnableServiceResponse;
import com.google.api.serviceusage.v1.ServiceUsageProto;
import com.google.cloud.resourcemanager.v3.Project;
import com.google.cloud.resourcemanager.v3.ProjectsProto;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.OperationsProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Refusal;
import org.stipend.emulator.wire.Request;

/**
 * Cloud Resource Manager and Service Usage, called over gRPC alone: which projects there are at an
 * instant, and in which of them Compute Engine answers. One caller at a time.
 */
public final class Projects {

  private static final List<FileDescriptor> APIS =
      List.of(
          ProjectsProto.getDescriptor(),
          ServiceUsageProto.getDescriptor(),
          OperationsProto.getDescriptor());

  /** What operations end with. */
  public static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(Project.getDescriptor())
          .add(EnableServiceResponse.getDescriptor())
          .build();

  private final Registry registry;
  private final Map<String, Methods> methods;

  /**
   * @param first those that are there from the start, with all APIs on; none: any that is asked for
   * @param isPaid whether somebody pays for a project
   */
  public Projects(Instant start, Set<String> first, Predicate<String> isPaid) {
    this.registry = new Registry(start, first);
    this.methods =
        APIS.stream().collect(Collectors.toMap(FileDescriptor::getPackage, Methods::new));
    var works = new Works(registry);
    var projects = new ProjectMethods(registry, works);
    var services = new ServiceMethods(registry, works, isPaid);
    projects.bind(of(ProjectsProto.getDescriptor()));
    services.bind(of(ServiceUsageProto.getDescriptor()));
    of(OperationsProto.getDescriptor()).on(GetOperationRequest.getDefaultInstance(), works::get);
  }

  private Methods of(FileDescriptor api) {
    return Objects.requireNonNull(methods.get(api.getPackage()));
  }

  /** Whether a request is for one of both, as gRPC calls them. */
  public static boolean concerns(Request request) {
    return !request.path().isEmpty()
        && APIS.stream().anyMatch(api -> isOf(api, request.path().getFirst()));
  }

  private static boolean isOf(FileDescriptor api, String service) {
    return api.getServices().stream().anyMatch(it -> it.getFullName().equals(service));
  }

  public static boolean isOwn(Call call) {
    String api = call.request().getDescriptorForType().getFile().getPackage();
    return APIS.stream().anyMatch(own -> own.getPackage().equals(api));
  }

  public Call read(Request request) {
    return APIS.stream()
        .filter(api -> isOf(api, request.path().getFirst()))
        .map(api -> of(api).read(request))
        .findFirst()
        .orElseThrow();
  }

  public Message perform(Call call) {
    return call.answer().get();
  }

  public void settle(Instant now) {
    registry.settle(now);
  }

  public boolean exists(String project) {
    return registry.exists(project);
  }

  /** Whether somebody made it, and nobody pays for it before they say so. */
  public boolean isMade(String project) {
    return registry.find(project).isPresent();
  }

  /** Those that somebody made. */
  public Set<String> made() {
    return registry.made();
  }

  /** Refuses a call of Compute Engine in a project where it does not answer. */
  public void require(Call call) {
    String id = call.project();
    if (!registry.exists(id)) {
      throw Refusal.of(404, "notFound", "Failed to find project " + id);
    }
    registry.find(id).ifPresent(project -> require(project, call));
  }

  private void require(Made project, Call call) {
    if (!project.isEnabled(registry.now())) throw isOff(project.number());
    if (registry.isYoung(project)) {
      throw Refusal.of(
          403,
          "forbidden",
          "Required 'compute.%s' permission for 'projects/%s'"
              .formatted(call.method(), call.project()));
    }
  }

  private static Refusal isOff(long number) {
    return Refusal.of(
            403,
            "accessNotConfigured",
            ("Compute Engine API has not been used in project %1$d before or it is disabled."
                    + " Enable it by visiting https://console.developers.google.com/apis/api/"
                    + "compute.googleapis.com/overview?project=%1$d then retry. If you enabled this"
                    + " API recently, wait a few minutes for the action to propagate to our systems"
                    + " and retry.")
                .formatted(number))
        .because("SERVICE_DISABLED", "projects/" + number);
  }

  /** Projects that are made refuse everything of Compute Engine for so long. */
  public void refusingWhileYoung(Duration time) {
    registry.young(time);
  }

  /** Compute Engine answers only so long after it was enabled. */
  public void enablingTakes(Duration time) {
    registry.enabling(time);
  }

  /** Whether the caller may make projects. */
  public void allowing(boolean isAllowed) {
    registry.mayMake(isAllowed);
  }

  public void holdingAtMost(int projects) {
    registry.most(projects);
  }
}
