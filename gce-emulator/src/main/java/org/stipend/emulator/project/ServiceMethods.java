package org.stipend.emulator.project;

import com.google.api.serviceusage.v1.EnableServiceRequest;
import com.google.api.serviceusage.v1.EnableServiceResponse;
import com.google.api.serviceusage.v1.GetServiceRequest;
import com.google.api.serviceusage.v1.Service;
import com.google.api.serviceusage.v1.State;
import com.google.longrunning.Operation;
import com.google.rpc.Code;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Refusal;

/** Service Usage, as far as Compute Engine goes: it is enabled where somebody pays. */
final class ServiceMethods {

  private static final Pattern NAME =
      Pattern.compile("projects/([a-z0-9-]+)/services/compute\\.googleapis\\.com");

  private final Registry registry;
  private final Works works;
  private final Predicate<String> isPaid;

  /**
   * @param isPaid whether somebody pays for a project
   */
  ServiceMethods(Registry registry, Works works, Predicate<String> isPaid) {
    this.registry = registry;
    this.works = works;
    this.isPaid = isPaid;
  }

  void bind(Methods methods) {
    methods
        .on(GetServiceRequest.getDefaultInstance(), this::get)
        .on(EnableServiceRequest.getDefaultInstance(), this::enable);
  }

  private Service get(GetServiceRequest request) {
    return service(request.getName());
  }

  private Service service(String name) {
    Made project = project(name);
    boolean isOn = project.isEnabled(registry.now());
    return Service.newBuilder()
        .setName(
            "projects/%d/services/%s"
                .formatted(project.number(), name.substring(name.lastIndexOf('/') + 1)))
        .setParent("projects/" + project.number())
        .setState(isOn ? State.ENABLED : State.DISABLED)
        .build();
  }

  private Operation enable(EnableServiceRequest request) {
    Made project = project(request.getName());
    if (!isPaid.test(id(request.getName()))) {
      throw Refusal.of(
          400,
          "UREQ_PROJECT_BILLING_NOT_FOUND",
          ("Billing account for project '%d' is not found. Billing must be enabled for activation"
                  + " of service(s) 'compute.googleapis.com' to proceed.")
              .formatted(project.number()));
    }
    project.enable(registry.enabledAt());
    Service enabled = service(request.getName()).toBuilder().setState(State.ENABLED).build();
    return works.begin(
        "acf.p2-" + project.number(),
        EnableServiceResponse.newBuilder().setService(enabled).build());
  }

  private Made project(String name) {
    return registry
        .find(id(name))
        .filter(project -> project.isActive(registry.now()))
        .orElseThrow(() ->
            Refusal.of(
                403,
                Code.PERMISSION_DENIED.name(),
                "Not found or permission denied for service(s): " + name));
  }

  private static String id(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw Refusal.of(501, Code.UNIMPLEMENTED.name(), "Not emulated: " + name);
    }
    return parts.group(1);
  }
}
