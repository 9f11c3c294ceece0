package org.stipend.emulator.project;

import com.google.cloud.resourcemanager.v3.CreateProjectRequest;
import com.google.cloud.resourcemanager.v3.DeleteProjectRequest;
import com.google.cloud.resourcemanager.v3.GetProjectRequest;
import com.google.cloud.resourcemanager.v3.Project;
import com.google.cloud.resourcemanager.v3.SearchProjectsRequest;
import com.google.cloud.resourcemanager.v3.SearchProjectsResponse;
import com.google.longrunning.Operation;
import com.google.rpc.Code;
import java.time.Instant;
import java.util.regex.Pattern;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Refusal;

/** Resource Manager: projects come, are shown and go. */
final class ProjectMethods {

  private static final String PROJECTS = "projects/";
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final Pattern BY_LABEL = Pattern.compile("labels\\.([-_a-z0-9]+):([-_a-z0-9]+)");

  private final Registry registry;
  private final Works works;

  ProjectMethods(Registry registry, Works works) {
    this.registry = registry;
    this.works = works;
  }

  void bind(Methods methods) {
    methods
        .on(GetProjectRequest.getDefaultInstance(), this::get)
        .on(SearchProjectsRequest.getDefaultInstance(), this::search)
        .on(CreateProjectRequest.getDefaultInstance(), this::create)
        .on(DeleteProjectRequest.getDefaultInstance(), this::delete);
  }

  private Project get(GetProjectRequest request) {
    return seen(request.getName(), "get").shown();
  }

  /** One that is not there is denied, as one that others have. */
  private Made seen(String name, String right) {
    return registry
        .find(name.substring(PROJECTS.length()))
        .filter(project -> project.isThere(registry.now()))
        .orElseThrow(() -> denied(name, right));
  }

  private static Refusal denied(String name, String right) {
    String words =
        "Permission 'resourcemanager.projects.%s' denied on resource"
            + " '//cloudresourcemanager.googleapis.com/%s' (or it may not exist).";
    return Refusal.of(403, Code.PERMISSION_DENIED.name(), words.formatted(right, name));
  }

  /** By one label, all on one page. */
  private SearchProjectsResponse search(SearchProjectsRequest request) {
    var query = BY_LABEL.matcher(request.getQuery());
    if (!query.matches()) {
      throw Refusal.of(501, Code.UNIMPLEMENTED.name(), "Not emulated: " + request.getQuery());
    }
    return SearchProjectsResponse.newBuilder()
        .addAllProjects(
            registry
                .active()
                .map(Made::shown)
                .filter(it -> it.getLabelsOrDefault(query.group(1), "").equals(query.group(2)))
                .toList())
        .build();
  }

  private Operation create(CreateProjectRequest request) {
    Project asked = request.getProject();
    String id = asked.getProjectId();
    if (!ID.matcher(id).matches()) {
      throw Refusal.of(400, Code.INVALID_ARGUMENT.name(), "field [project_id] has issue [" + id);
    }
    if (!registry.mayMake()) throw denied(PROJECTS + id, "create");
    if (registry.isTaken(id)) {
      throw Refusal.of(409, Code.ALREADY_EXISTS.name(), "Requested entity already exists");
    }
    if (registry.isFull()) {
      return works.beginInVain(
          "cp",
          Code.RESOURCE_EXHAUSTED,
          "The project cannot be created because you have exceeded your allotted project quota.");
    }
    Instant from = registry.now().plus(Works.TIME);
    return works.begin("cp", registry.make(asked, from).shown());
  }

  /** It is gone at once, and its id with it. */
  private Operation delete(DeleteProjectRequest request) {
    Made project = seen(request.getName(), "delete");
    if (!project.isActive(registry.now())) {
      throw Refusal.of(400, Code.FAILED_PRECONDITION.name(), "The project is not active.");
    }
    project.delete(registry.now());
    return works.begin("pd", project.shown());
  }
}
