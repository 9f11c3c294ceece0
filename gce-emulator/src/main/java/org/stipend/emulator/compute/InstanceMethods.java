package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AggregatedListInstancesRequest;
import com.google.cloud.compute.v1.AttachDiskInstanceRequest;
import com.google.cloud.compute.v1.DeleteInstanceRequest;
import com.google.cloud.compute.v1.DetachDiskInstanceRequest;
import com.google.cloud.compute.v1.GetGuestAttributesInstanceRequest;
import com.google.cloud.compute.v1.GetInstanceRequest;
import com.google.cloud.compute.v1.GetSerialPortOutputInstanceRequest;
import com.google.cloud.compute.v1.GuestAttributes;
import com.google.cloud.compute.v1.GuestAttributesEntry;
import com.google.cloud.compute.v1.GuestAttributesValue;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import com.google.cloud.compute.v1.InstanceList;
import com.google.cloud.compute.v1.ListInstancesRequest;
import com.google.cloud.compute.v1.ResetInstanceRequest;
import com.google.cloud.compute.v1.ResumeInstanceRequest;
import com.google.cloud.compute.v1.SerialPortOutput;
import com.google.cloud.compute.v1.SetDiskAutoDeleteInstanceRequest;
import com.google.cloud.compute.v1.SetLabelsInstanceRequest;
import com.google.cloud.compute.v1.SetMachineTypeInstanceRequest;
import com.google.cloud.compute.v1.SetMetadataInstanceRequest;
import com.google.cloud.compute.v1.SetSchedulingInstanceRequest;
import com.google.cloud.compute.v1.SetTagsInstanceRequest;
import com.google.cloud.compute.v1.StartInstanceRequest;
import com.google.cloud.compute.v1.StopInstanceRequest;
import com.google.cloud.compute.v1.SuspendInstanceRequest;
import java.util.List;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Refusal;

/** Which calls read and change machines. */
final class InstanceMethods {

  private final World world;
  private final Instances instances;
  private final Power power;
  private final Settings settings;

  InstanceMethods(World world, NewDisks newDisks) {
    this.world = world;
    this.instances = new Instances(world, new NewInstances(world, newDisks));
    this.power = new Power(world);
    this.settings = new Settings(world);
  }

  void bind(Methods methods) {
    methods
        .on(InsertInstanceRequest.getDefaultInstance(), instances::insert)
        .on(DeleteInstanceRequest.getDefaultInstance(), instances::delete)
        .on(StartInstanceRequest.getDefaultInstance(), power::start)
        .on(StopInstanceRequest.getDefaultInstance(), power::stop)
        .on(SuspendInstanceRequest.getDefaultInstance(), power::suspend)
        .on(ResumeInstanceRequest.getDefaultInstance(), power::resume)
        .on(ResetInstanceRequest.getDefaultInstance(), power::reset)
        .on(SetLabelsInstanceRequest.getDefaultInstance(), settings::setLabels)
        .on(SetMetadataInstanceRequest.getDefaultInstance(), settings::setMetadata)
        .on(SetTagsInstanceRequest.getDefaultInstance(), settings::setTags)
        .on(SetSchedulingInstanceRequest.getDefaultInstance(), settings::setScheduling)
        .on(SetMachineTypeInstanceRequest.getDefaultInstance(), settings::setMachineType)
        .on(SetDiskAutoDeleteInstanceRequest.getDefaultInstance(), settings::setDiskAutoDelete)
        .on(AttachDiskInstanceRequest.getDefaultInstance(), settings::attachDisk)
        .on(DetachDiskInstanceRequest.getDefaultInstance(), settings::detachDisk);
    reads(methods);
  }

  private void reads(Methods methods) {
    methods
        .on(
            GetInstanceRequest.getDefaultInstance(),
            r -> Chosen.of(world, r, "instance").instance())
        .on(
            ListInstancesRequest.getDefaultInstance(),
            r ->
                Zonal.flat(
                    r, InstanceList.newBuilder(), "instances", in(r.getProject(), r.getZone())))
        .on(
            AggregatedListInstancesRequest.getDefaultInstance(),
            r ->
                Zonal.scoped(
                    r,
                    InstanceAggregatedList.newBuilder(),
                    "instances",
                    zone -> in(r.getProject(), zone)))
        .on(GetSerialPortOutputInstanceRequest.getDefaultInstance(), this::serial)
        .on(GetGuestAttributesInstanceRequest.getDefaultInstance(), this::guestAttributes);
  }

  private List<Instance> in(String project, String zone) {
    return world.project(project).instances().in(ProjectState.zoneScope(zone));
  }

  private SerialPortOutput serial(GetSerialPortOutputInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    boolean isConsole = !request.hasPort() || request.getPort() == 1;
    Guest guest = isConsole ? on.project().guest(on.vm()) : new Guest();
    return guest.serialFrom(request.getStart()).setSelfLink(on.vm().link() + "/serialPort").build();
  }

  private GuestAttributes guestAttributes(GetGuestAttributesInstanceRequest request) {
    Chosen on = Chosen.of(world, request, "instance");
    String path =
        request.getVariableKey().isEmpty() ? request.getQueryPath() : request.getVariableKey();
    var found =
        Attributes.isOn(on.instance().getMetadata(), "enable-guest-attributes")
            ? on.project().guest(on.vm()).attributesAt(path)
            : List.<GuestAttributesEntry>of();
    if (found.isEmpty()) {
      throw Refusal.of(
          404, "notFound", "The resource '" + path + "' of type 'Guest Attribute' was not found.");
    }
    GuestAttributes.Builder answer =
        GuestAttributes.newBuilder()
            .setKind("compute#guestAttributes")
            .setSelfLink(on.vm().link() + "/getGuestAttributes");
    if (request.getVariableKey().isEmpty()) {
      answer.setQueryPath(path);
      answer.setQueryValue(GuestAttributesValue.newBuilder().addAllItems(found));
    } else {
      answer.setVariableKey(path).setVariableValue(found.getFirst().getValue());
    }
    return answer.build();
  }
}
