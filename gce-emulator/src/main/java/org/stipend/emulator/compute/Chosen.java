package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import com.google.protobuf.Message;
import java.util.List;
import org.stipend.emulator.wire.Fields;
import org.stipend.emulator.wire.Reference;

/** The machine that a request names. */
record Chosen(ProjectState project, Reference vm, Instance instance) {

  /** Refuses where it is not there. {@code field} holds its name. */
  static Chosen of(World world, Message request, String field) {
    ProjectState project = world.project(Fields.text(request, "project"));
    Reference asked = project.instance(Fields.text(request, "zone"), Fields.text(request, field));
    Reference vm = project.instances().known(asked);
    return new Chosen(project, vm, project.instances().get(vm));
  }

  /** Those attached to it. */
  List<Disk> disks() {
    return instance.getDisksList().stream()
        .map(attached -> project.disks().get(Attachments.disk(project, attached)))
        .toList();
  }

  long id() {
    return instance.getId();
  }

  boolean is(String status) {
    return instance.getStatus().equals(status);
  }

  Operation begin(Task task) {
    return project.operations().begin(task);
  }
}
