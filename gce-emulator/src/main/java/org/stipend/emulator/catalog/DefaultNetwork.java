package org.stipend.emulator.catalog;

import com.google.cloud.compute.v1.Network;
import com.google.cloud.compute.v1.NetworkRoutingConfig;
import com.google.cloud.compute.v1.Subnetwork;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Reference;

/** The network that every new project has, with one subnetwork for the region. */
public final class DefaultNetwork {

  private static final String NAME = "default";

  private DefaultNetwork() {}

  public static Reference network(String project) {
    return new Reference(project, "global", "networks", NAME);
  }

  public static Reference subnetwork(String project) {
    return new Reference(project, Reference.region(Places.REGION), "subnetworks", NAME);
  }

  public static Network networkOf(String project) {
    return Network.newBuilder()
        .setKind("compute#network")
        .setId(Places.numberOf(project + "/network"))
        .setName(NAME)
        .setDescription("Default network for the project")
        .setCreationTimestamp(Places.CREATED)
        .setAutoCreateSubnetworks(true)
        .addSubnetworks(subnetwork(project).link())
        .setRoutingConfig(NetworkRoutingConfig.newBuilder().setRoutingMode("REGIONAL"))
        .setNetworkFirewallPolicyEnforcementOrder("AFTER_CLASSIC_FIREWALL")
        .setSelfLink(network(project).link())
        .build();
  }

  public static Subnetwork subnetworkOf(String project, Addresses addresses) {
    Reference here = subnetwork(project);
    return Subnetwork.newBuilder()
        .setKind("compute#subnetwork")
        .setId(Places.numberOf(project + "/subnetwork"))
        .setName(NAME)
        .setCreationTimestamp(Places.CREATED)
        .setNetwork(network(project).link())
        .setIpCidrRange(addresses.range())
        .setGatewayAddress(addresses.gateway())
        .setRegion(here.scopeLink())
        .setPrivateIpGoogleAccess(false)
        .setPrivateIpv6GoogleAccess("DISABLE_GOOGLE_ACCESS")
        .setPurpose("PRIVATE")
        .setStackType("IPV4_ONLY")
        .setFingerprint(Fingerprint.of(here.path()))
        .setSelfLink(here.link())
        .build();
  }
}
