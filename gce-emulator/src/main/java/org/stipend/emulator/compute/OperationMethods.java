package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AggregatedListGlobalOperationsRequest;
import com.google.cloud.compute.v1.GetGlobalOperationRequest;
import com.google.cloud.compute.v1.GetRegionOperationRequest;
import com.google.cloud.compute.v1.GetZoneOperationRequest;
import com.google.cloud.compute.v1.ListGlobalOperationsRequest;
import com.google.cloud.compute.v1.ListRegionOperationsRequest;
import com.google.cloud.compute.v1.ListZoneOperationsRequest;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.OperationAggregatedList;
import com.google.cloud.compute.v1.OperationList;
import com.google.cloud.compute.v1.WaitGlobalOperationRequest;
import com.google.cloud.compute.v1.WaitRegionOperationRequest;
import com.google.cloud.compute.v1.WaitZoneOperationRequest;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Reference;

/** Reading operations. A wait answers as a get does: who waits is told by {@link Cloud}. */
final class OperationMethods {

  private static final String GLOBAL = "global";

  private final World world;

  OperationMethods(World world) {
    this.world = world;
  }

  void bind(Methods methods) {
    methods
        .on(
            GetZoneOperationRequest.getDefaultInstance(),
            r -> get(r.getProject(), zone(r.getZone()), r.getOperation()))
        .on(
            WaitZoneOperationRequest.getDefaultInstance(),
            r -> get(r.getProject(), zone(r.getZone()), r.getOperation()))
        .on(
            GetRegionOperationRequest.getDefaultInstance(),
            r -> get(r.getProject(), Reference.region(r.getRegion()), r.getOperation()))
        .on(
            WaitRegionOperationRequest.getDefaultInstance(),
            r -> get(r.getProject(), Reference.region(r.getRegion()), r.getOperation()))
        .on(
            GetGlobalOperationRequest.getDefaultInstance(),
            r -> get(r.getProject(), GLOBAL, r.getOperation()))
        .on(
            WaitGlobalOperationRequest.getDefaultInstance(),
            r -> get(r.getProject(), GLOBAL, r.getOperation()));
    lists(methods);
  }

  private void lists(Methods methods) {
    methods
        .on(
            ListZoneOperationsRequest.getDefaultInstance(),
            r -> operations(r.getProject()).list(zone(r.getZone()), r, OperationList.newBuilder()))
        .on(
            ListRegionOperationsRequest.getDefaultInstance(),
            r ->
                operations(r.getProject())
                    .list(Reference.region(r.getRegion()), r, OperationList.newBuilder()))
        .on(
            ListGlobalOperationsRequest.getDefaultInstance(),
            r -> operations(r.getProject()).list(GLOBAL, r, OperationList.newBuilder()))
        .on(
            AggregatedListGlobalOperationsRequest.getDefaultInstance(),
            r -> operations(r.getProject()).aggregated(r, OperationAggregatedList.newBuilder()));
  }

  private Operation get(String project, String scope, String name) {
    return operations(project).get(scope, name);
  }

  private Operations operations(String project) {
    return world.project(project).operations();
  }

  private static String zone(String name) {
    return ProjectState.zoneScope(name);
  }
}
