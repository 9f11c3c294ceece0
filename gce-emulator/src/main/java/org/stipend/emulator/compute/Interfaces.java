package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AccessConfig;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.NetworkInterface;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.catalog.DefaultNetwork;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** The one network interface of a machine: its addresses, an outer one only if asked for. */
final class Interfaces {

  private static final int FIRST = 2;
  private static final int HOSTS = 4091;

  private Interfaces() {}

  static NetworkInterface complete(World world, ProjectState project, Instance asked) {
    if (asked.getNetworkInterfacesCount() != 1) {
      throw Refusal.invalid(
          "resource.networkInterfaces", "", "At least one network interface is required.");
    }
    NetworkInterface nic = asked.getNetworkInterfaces(0);
    Reference network = DefaultNetwork.network(project.id());
    Reference subnetwork = DefaultNetwork.subnetwork(project.id());
    requireKnown("network", nic.getNetwork(), network);
    requireKnown("subnetwork", nic.getSubnetwork(), subnetwork);
    Addresses addresses = world.addresses();
    int first = firstChoice(addresses, project.id() + "/" + asked.getName());
    int host = freeHost(world.neighbours(project), addresses, first);
    NetworkInterface.Builder complete =
        NetworkInterface.newBuilder()
            .setKind("compute#networkInterface")
            .setName("nic0")
            .setNetwork(network.link())
            .setSubnetwork(subnetwork.link())
            .setStackType("IPV4_ONLY")
            .setNetworkIP(addresses.of(host))
            .setFingerprint(Fingerprint.of(nic.toString() + host));
    for (AccessConfig config : nic.getAccessConfigsList()) {
      complete.addAccessConfigs(outer(config, host));
    }
    return complete.build();
  }

  private static AccessConfig outer(AccessConfig asked, int host) {
    return AccessConfig.newBuilder()
        .setKind("compute#accessConfig")
        .setType("ONE_TO_ONE_NAT")
        .setName(asked.getName().isEmpty() ? "external-nat" : asked.getName())
        .setNetworkTier("PREMIUM")
        .setNatIP("192.0.2." + host % 256)
        .build();
  }

  private static void requireKnown(String field, String link, Reference only) {
    if (link.isEmpty()) return;
    Reference named =
        Reference.require(
            "resource.networkInterfaces[0]." + field, link, only.project(), only.collection());
    if (!named.equals(only)) throw Refusal.notFound(named.path());
  }

  /**
   * On this computer an emulator may have others beside it, which a start among all addresses keeps
   * apart well enough; the same name begins at the same one in every replay.
   */
  private static int firstChoice(Addresses addresses, String name) {
    return addresses == Addresses.LOOPBACK ? Math.floorMod(name.hashCode(), HOSTS) : 0;
  }

  private static int freeHost(
      Collection<ProjectState> network, Addresses addresses, int firstChoice) {
    Set<String> taken =
        network.stream()
            .flatMap(project -> project.instances().all().stream())
            .map(instance -> instance.getNetworkInterfaces(0).getNetworkIP())
            .collect(Collectors.toSet());
    return IntStream.range(0, HOSTS)
        .map(next -> FIRST + (firstChoice + next) % HOSTS)
        .filter(host -> !taken.contains(addresses.of(host)))
        .findFirst()
        .orElseThrow(() -> Refusal.of(403, "quotaExceeded", "IP_SPACE_EXHAUSTED: no free address"));
  }
}
