package org.stipend.workers.google;

import com.google.cloud.compute.v1.DeleteInstanceRequest;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstancesClient;
import com.google.cloud.compute.v1.Items;
import com.google.cloud.compute.v1.Metadata;
import com.google.cloud.compute.v1.Scheduling;
import com.google.cloud.compute.v1.SetMetadataInstanceRequest;
import com.google.cloud.compute.v1.SetSchedulingInstanceRequest;
import com.google.cloud.compute.v1.StartInstanceRequest;
import com.google.cloud.compute.v1.StopInstanceRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.stipend.cloud.machine.MachineName;
import org.stipend.workers.google.ComputeError.Kind;

/** The calls about virtual machines, each waited for until its operation has ended. */
final class Instances {

  private static final int MOST_TRIES = 10;

  private final InstancesClient client;
  private final Territory territory;
  private final Waits waits;

  Instances(InstancesClient client, Territory territory, Waits waits) {
    this.client = client;
    this.territory = territory;
    this.waits = waits;
  }

  Site site(MachineName name) {
    return territory.site(name);
  }

  /** One of ours: another's of the same name is none. */
  Optional<Vm> find(MachineName name) {
    return any(name).filter(Vm::isOurs);
  }

  private Optional<Vm> any(MachineName name) {
    try {
      return Optional.of(
          Vm.of(
              name,
              ComputeFailure.calling(
                  () -> client.get(site(name).project(), site(name).zone(), name.value()))));
    } catch (ComputeFailure failure) {
      if (failure.kind() == Kind.ABSENT) return Optional.empty();
      throw failure;
    }
  }

  /**
   * It may exist already: whoever asks looks at it next.
   *
   * @throws ComputeFailure also where one exists that is not ours, and then for good
   */
  void insert(MachineName name, Instance instance, Wish wish) {
    try {
      waits.inRounds(
          site(name),
          round ->
              client
                  .insertCallable()
                  .call(
                      InsertInstanceRequest.newBuilder()
                          .setProject(site(name).project())
                          .setZone(site(name).zone())
                          .setInstanceResource(instance)
                          .setRequestId(
                              RequestIds.of("insert", site(name), name.value(), wish, round))
                          .build()));
    } catch (ComputeFailure failure) {
      boolean isPartMissing = failure.kind() == Kind.ABSENT; // image, network, disk
      if (isPartMissing) throw failure.meaning(Kind.INVALID);
      if (failure.kind() != Kind.EXISTS) throw failure;
      if (any(name).filter(vm -> !vm.isOurs()).isPresent()) throw failure.meaning(Kind.INVALID);
    }
  }

  void start(MachineName name, Wish wish) {
    waits.inRounds(
        site(name),
        round ->
            client
                .startCallable()
                .call(
                    StartInstanceRequest.newBuilder()
                        .setProject(site(name).project())
                        .setZone(site(name).zone())
                        .setInstance(name.value())
                        .setRequestId(RequestIds.of("start", site(name), name.value(), wish, round))
                        .build()));
  }

  void stop(MachineName name, Wish wish) {
    waits.inRounds(
        site(name),
        round ->
            client
                .stopCallable()
                .call(
                    StopInstanceRequest.newBuilder()
                        .setProject(site(name).project())
                        .setZone(site(name).zone())
                        .setInstance(name.value())
                        .setRequestId(RequestIds.of("stop", site(name), name.value(), wish, round))
                        .build()));
  }

  /** What is not there is deleted. */
  void delete(MachineName name, Wish wish) {
    try {
      waits.inRounds(
          site(name),
          round ->
              client
                  .deleteCallable()
                  .call(
                      DeleteInstanceRequest.newBuilder()
                          .setProject(site(name).project())
                          .setZone(site(name).zone())
                          .setInstance(name.value())
                          .setRequestId(
                              RequestIds.of("delete", site(name), name.value(), wish, round))
                          .build()));
    } catch (ComputeFailure failure) {
      if (failure.kind() != Kind.ABSENT) throw failure;
    }
  }

  /** Only of a machine that is off. */
  void schedule(MachineName name, Scheduling scheduling) {
    var request =
        SetSchedulingInstanceRequest.newBuilder()
            .setProject(site(name).project())
            .setZone(site(name).zone())
            .setInstance(name.value())
            .setSchedulingResource(scheduling)
            .build();
    waits.done(
        site(name), ComputeFailure.calling(() -> client.setSchedulingCallable().call(request)));
  }

  /** Of two who write at once one is told so, reads again, and decides anew. */
  void annotate(MachineName name, UnaryOperator<Vm> change) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Vm> vm = find(name);
      if (vm.isEmpty()) return;
      Vm changed = change.apply(vm.get());
      if (changed.metadata().equals(vm.get().metadata())) return;
      try {
        write(changed);
        return;
      } catch (ComputeFailure failure) {
        if (failure.kind() != Kind.STALE) throw failure;
      }
    }
    throw new IllegalStateException("others keep writing metadata of " + name.value());
  }

  private void write(Vm vm) {
    MachineName name = vm.name();
    var request =
        SetMetadataInstanceRequest.newBuilder()
            .setProject(site(name).project())
            .setZone(site(name).zone())
            .setInstance(name.value())
            .setMetadataResource(
                metadata(vm.metadata()).toBuilder()
                    .setFingerprint(vm.instance().getMetadata().getFingerprint()))
            .build();
    waits.done(
        site(name), ComputeFailure.calling(() -> client.setMetadataCallable().call(request)));
  }

  static Metadata metadata(Map<String, String> items) {
    var metadata = Metadata.newBuilder();
    new TreeMap<>(items)
        .forEach((key, value) -> metadata.addItems(Items.newBuilder().setKey(key).setValue(value)));
    return metadata.build();
  }
}
