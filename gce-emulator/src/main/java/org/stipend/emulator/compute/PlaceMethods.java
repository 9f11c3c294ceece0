package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AggregatedListSubnetworksRequest;
import com.google.cloud.compute.v1.GetNetworkRequest;
import com.google.cloud.compute.v1.GetProjectRequest;
import com.google.cloud.compute.v1.GetRegionRequest;
import com.google.cloud.compute.v1.GetSubnetworkRequest;
import com.google.cloud.compute.v1.GetZoneRequest;
import com.google.cloud.compute.v1.ListNetworksRequest;
import com.google.cloud.compute.v1.ListRegionsRequest;
import com.google.cloud.compute.v1.ListSubnetworksRequest;
import com.google.cloud.compute.v1.ListZonesRequest;
import com.google.cloud.compute.v1.Metadata;
import com.google.cloud.compute.v1.Network;
import com.google.cloud.compute.v1.NetworkList;
import com.google.cloud.compute.v1.Project;
import com.google.cloud.compute.v1.Region;
import com.google.cloud.compute.v1.RegionList;
import com.google.cloud.compute.v1.Subnetwork;
import com.google.cloud.compute.v1.SubnetworkAggregatedList;
import com.google.cloud.compute.v1.SubnetworkList;
import com.google.cloud.compute.v1.Zone;
import com.google.cloud.compute.v1.ZoneList;
import java.util.List;
import java.util.Map;
import org.stipend.emulator.catalog.DefaultNetwork;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Listing;
import org.stipend.emulator.wire.Methods;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** Projects, regions, zones and networks. */
final class PlaceMethods {

  private final World world;

  PlaceMethods(World world) {
    this.world = world;
  }

  void bind(Methods methods) {
    methods
        .on(GetProjectRequest.getDefaultInstance(), r -> project(r.getProject()))
        .on(GetRegionRequest.getDefaultInstance(), r -> region(r.getProject(), r.getRegion()))
        .on(
            ListRegionsRequest.getDefaultInstance(),
            r ->
                Listing.flat(
                    r,
                    RegionList.newBuilder(),
                    "projects/" + r.getProject() + "/regions",
                    List.of(region(r.getProject(), Places.REGION))))
        .on(GetZoneRequest.getDefaultInstance(), r -> zone(r.getProject(), r.getZone()))
        .on(
            ListZonesRequest.getDefaultInstance(),
            r ->
                Listing.flat(
                    r,
                    ZoneList.newBuilder(),
                    "projects/" + r.getProject() + "/zones",
                    Places.zones(r.getProject())));
    networks(methods);
    subnetworks(methods);
  }

  private static void networks(Methods methods) {
    methods
        .on(GetNetworkRequest.getDefaultInstance(), r -> network(r.getProject(), r.getNetwork()))
        .on(
            ListNetworksRequest.getDefaultInstance(),
            r ->
                Listing.flat(
                    r,
                    NetworkList.newBuilder(),
                    "projects/" + r.getProject() + "/global/networks",
                    List.of(DefaultNetwork.networkOf(r.getProject()))));
  }

  private void subnetworks(Methods methods) {
    methods
        .on(
            GetSubnetworkRequest.getDefaultInstance(),
            r -> subnetwork(r.getProject(), r.getRegion(), r.getSubnetwork()))
        .on(
            ListSubnetworksRequest.getDefaultInstance(),
            r ->
                Listing.flat(
                    r,
                    SubnetworkList.newBuilder(),
                    "projects/" + r.getProject() + "/regions/" + r.getRegion() + "/subnetworks",
                    r.getRegion().equals(Places.REGION)
                        ? List.of(subnetworkOf(r.getProject()))
                        : List.<Subnetwork>of()))
        .on(
            AggregatedListSubnetworksRequest.getDefaultInstance(),
            r ->
                Listing.scoped(
                    r,
                    SubnetworkAggregatedList.newBuilder(),
                    "projects/" + r.getProject() + "/aggregated/subnetworks",
                    Map.of(
                        Reference.region(Places.REGION), List.of(subnetworkOf(r.getProject())))));
  }

  private Project project(String name) {
    return Project.newBuilder()
        .setKind("compute#project")
        .setId(world.project(name).number())
        .setName(name)
        .setCreationTimestamp("2026-01-01T00:00:00.000-08:00")
        .setCommonInstanceMetadata(
            Metadata.newBuilder().setKind("compute#metadata").setFingerprint(Fingerprint.EMPTY))
        .addAllQuotas(world.project(name).quotas().ofProject())
        .setDefaultNetworkTier("PREMIUM")
        .setDefaultServiceAccount("compute@" + name + ".example.com")
        .setXpnProjectStatus("UNSPECIFIED_XPN_PROJECT_STATUS")
        .setVmDnsSetting("ZONAL_ONLY")
        .setSelfLink(Reference.GOOGLE + "projects/" + name)
        .build();
  }

  private Region region(String project, String name) {
    String path = "projects/" + project + "/regions/" + name;
    if (!name.equals(Places.REGION)) throw Refusal.notFound(path);
    return Region.newBuilder()
        .setKind("compute#region")
        .setId(1000)
        .setName(name)
        .setDescription(name)
        .setStatus("UP")
        .setCreationTimestamp("2024-01-01T00:00:00.000-08:00")
        .addAllQuotas(world.project(project).quotas().ofRegion())
        .addAllZones(Places.zones(project).stream().map(Zone::getSelfLink).toList())
        .setSupportsPzs(true)
        .setSelfLink(Reference.GOOGLE + path)
        .build();
  }

  private static Zone zone(String project, String name) {
    return Places.zones(project).stream()
        .filter(zone -> zone.getName().equals(name) || name.equals(zone.getId() + ""))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("projects/" + project + "/zones/" + name));
  }

  private static Network network(String project, String name) {
    Network network = DefaultNetwork.networkOf(project);
    if (name.equals(network.getName()) || name.equals(network.getId() + "")) return network;
    throw Refusal.notFound(DefaultNetwork.network(project).named(name).path());
  }

  private Subnetwork subnetworkOf(String project) {
    return DefaultNetwork.subnetworkOf(project, world.addresses());
  }

  private Subnetwork subnetwork(String project, String region, String name) {
    Subnetwork subnetwork = subnetworkOf(project);
    boolean isNamed = name.equals(subnetwork.getName()) || name.equals(subnetwork.getId() + "");
    if (region.equals(Places.REGION) && isNamed) return subnetwork;
    throw Refusal.notFound(
        new Reference(project, Reference.region(region), "subnetworks", name).path());
  }
}
