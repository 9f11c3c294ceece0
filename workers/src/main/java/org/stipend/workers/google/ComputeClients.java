package org.stipend.workers.google;

import com.google.api.core.ApiFunction;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.compute.v1.DisksClient;
import com.google.cloud.compute.v1.DisksSettings;
import com.google.cloud.compute.v1.GlobalOperationsClient;
import com.google.cloud.compute.v1.GlobalOperationsSettings;
import com.google.cloud.compute.v1.InstancesClient;
import com.google.cloud.compute.v1.InstancesSettings;
import com.google.cloud.compute.v1.SnapshotsClient;
import com.google.cloud.compute.v1.SnapshotsSettings;
import com.google.cloud.compute.v1.ZoneOperationsClient;
import com.google.cloud.compute.v1.ZoneOperationsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Google's clients, one of each for the life of the process. They try nothing again by themselves:
 * Temporal does, and knows for how long.
 */
record ComputeClients(
    InstancesClient instances,
    DisksClient disks,
    SnapshotsClient snapshots,
    ZoneOperationsClient operations,
    GlobalOperationsClient globalOperations)
    implements AutoCloseable {

  /** Shorter than a heartbeat may be late: Google holds a wait for up to two minutes. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /**
   * With Application Default Credentials; at an emulator without any.
   *
   * @param emulator its origin, such as {@code http://127.0.0.1:8099}; null: Google
   */
  static ComputeClients open(@Nullable String emulator) {
    try {
      var instances = pointed(InstancesSettings.newBuilder(), emulator);
      var disks = pointed(DisksSettings.newBuilder(), emulator);
      var operations = pointed(ZoneOperationsSettings.newBuilder(), emulator);
      var snapshots = pointed(SnapshotsSettings.newBuilder(), emulator);
      var global = pointed(GlobalOperationsSettings.newBuilder(), emulator);
      return new ComputeClients(
          InstancesClient.create(instances.applyToAllUnaryMethods(once()).build()),
          DisksClient.create(disks.applyToAllUnaryMethods(once()).build()),
          SnapshotsClient.create(snapshots.applyToAllUnaryMethods(once()).build()),
          ZoneOperationsClient.create(operations.applyToAllUnaryMethods(once()).build()),
          GlobalOperationsClient.create(global.applyToAllUnaryMethods(once()).build()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open Google's clients for Compute Engine", e);
    }
  }

  private static <B extends ClientSettings.Builder<?, B>> B pointed(
      B settings, @Nullable String emulator) {
    return emulator == null
        ? settings
        : settings.setEndpoint(emulator).setCredentialsProvider(NoCredentialsProvider.create());
  }

  private static ApiFunction<UnaryCallSettings.Builder<?, ?>, Void> once() {
    return call -> {
      call.setSimpleTimeoutNoRetriesDuration(LIMIT);
      return null;
    };
  }

  @Override
  public void close() {
    instances.close();
    disks.close();
    snapshots.close();
    operations.close();
    globalOperations.close();
  }
}
