package org.stipend.orchestrator.usage;

import java.util.UUID;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;

/** How tables name what is used. */
public final class ResourceKinds {

  private ResourceKinds() {}

  public static String kind(ResourceId resource) {
    return switch (resource) {
      case RuntimeId _ -> "MACHINE";
      case DiskId _ -> "DISK";
    };
  }

  public static ResourceId resource(String kind, UUID id) {
    return switch (kind) {
      case "MACHINE" -> new RuntimeId(id);
      case "DISK" -> new DiskId(id);
      default -> throw new IllegalArgumentException("no kind of resource: " + kind);
    };
  }
}
