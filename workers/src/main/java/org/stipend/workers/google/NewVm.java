package org.stipend.workers.google;

import com.google.cloud.compute.v1.AcceleratorConfig;
import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.AttachedDiskInitializeParams;
import com.google.cloud.compute.v1.Duration;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.NetworkInterface;
import com.google.cloud.compute.v1.Scheduling;
import com.google.cloud.compute.v1.ServiceAccount;
import com.google.cloud.compute.v1.ShieldedInstanceConfig;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stipend.cloud.machine.StartMachine;

/** What Google is asked for where a machine is to be made, or started again. */
final class NewVm {

  /** Such as {@code n1-standard-4+1xt4}: a machine type and what is put into it. */
  private static final Pattern WITH_GPU = Pattern.compile("(.+)\\+(\\d+)x(.+)");

  private static final int SECRET_BYTES = 32;
  private static final long SHORTEST_RUN = 30;
  private static final String BOOT_DISK = "pd-balanced";

  private final ComputeSettings settings;
  private final Territory territory;
  private final String region;
  private final String guest;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param guest cloud-init, the same for every machine
   */
  NewVm(ComputeSettings settings, Territory territory, String region, String guest) {
    this.settings = settings;
    this.territory = territory;
    this.region = region;
    this.guest = guest;
  }

  Instance of(StartMachine request) {
    var site = territory.site(request.name());
    Matcher gpu = WITH_GPU.matcher(request.machineType());
    boolean hasGpu = gpu.matches();
    Map<String, String> labels = labels(request);
    Instance.Builder vm =
        Instance.newBuilder()
            .setName(request.name().value())
            .setMachineType(site.machineType(hasGpu ? gpu.group(1) : request.machineType()))
            .putAllLabels(labels)
            .addDisks(bootDisk(site, labels))
            .addDisks(home(site, request))
            .addNetworkInterfaces(network(site.project()))
            .setMetadata(Instances.metadata(allMetadata(request)))
            .setScheduling(scheduling(request))
            .setShieldedInstanceConfig(
                ShieldedInstanceConfig.newBuilder()
                    .setEnableSecureBoot(!hasGpu) // drivers of GPUs are not signed
                    .setEnableVtpm(true)
                    .setEnableIntegrityMonitoring(true));
    if (hasGpu) {
      vm.addGuestAccelerators(
          AcceleratorConfig.newBuilder()
              .setAcceleratorCount(Integer.parseInt(gpu.group(2)))
              .setAcceleratorType(site.acceleratorType("nvidia-tesla-" + gpu.group(3))));
    }
    if (settings.serviceAccount() != null) {
      vm.addServiceAccounts(
          ServiceAccount.newBuilder()
              .setEmail(settings.serviceAccount())
              .addScopes("https://www.googleapis.com/auth/logging.write"));
    }
    return vm.build();
  }

  private AttachedDisk bootDisk(Site site, Map<String, String> labels) {
    return AttachedDisk.newBuilder()
        .setBoot(true)
        .setAutoDelete(true)
        .setInitializeParams(
            AttachedDiskInitializeParams.newBuilder()
                .setSourceImage(settings.image())
                .setDiskSizeGb(settings.bootDiskGib())
                .setDiskType(site.diskType(BOOT_DISK))
                .putAllLabels(labels))
        .build();
  }

  private static AttachedDisk home(Site site, StartMachine request) {
    return AttachedDisk.newBuilder()
        .setSource(site.disk(request.home().value()))
        .setDeviceName(Vm.HOME)
        .setAutoDelete(false)
        .build();
  }

  /** Without an address outside: it reaches the world by NAT, and only the gate reaches it. */
  private NetworkInterface network(String project) {
    return NetworkInterface.newBuilder()
        .setNetwork("projects/%s/global/networks/%s".formatted(project, settings.network()))
        .setSubnetwork(
            "projects/%s/regions/%s/subnetworks/%s".formatted(project, region, settings.network()))
        .build();
  }

  /** Every run of a machine is begun by us: its end, its secret and its meter are new with it. */
  Scheduling scheduling(StartMachine request) {
    boolean hasGpu = WITH_GPU.matcher(request.machineType()).matches();
    long most = Vm.LONGEST_RUN.toSeconds();
    return Scheduling.newBuilder()
        .setProvisioningModel(request.spot() ? "SPOT" : "STANDARD")
        .setAutomaticRestart(false)
        .setOnHostMaintenance(hasGpu || request.spot() ? "TERMINATE" : "MIGRATE")
        .setInstanceTerminationAction("STOP")
        .setMaxRunDuration(
            Duration.newBuilder()
                .setSeconds(Math.clamp(request.runLimit().toSeconds(), SHORTEST_RUN, most)))
        .build();
  }

  private Map<String, String> allMetadata(StartMachine request) {
    Map<String, String> all = metadata(request);
    all.put("enable-guest-attributes", "TRUE");
    all.put("block-project-ssh-keys", "TRUE");
    all.put("enable-oslogin", "TRUE");
    all.put("user-data", guest);
    return all;
  }

  /** What is new with each run. */
  Map<String, String> metadata(StartMachine request) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var metadata = new TreeMap<String, String>();
    metadata.put(Vm.TOOL, request.tool().name());
    metadata.put(Vm.ORIGIN, request.origin());
    metadata.put(Vm.SECRET, HexFormat.of().formatHex(secret));
    metadata.put(Vm.RUN, Wish.of(request.fence()).toString());
    metadata.put("stipend-container", settings.containers().of(request.tool()));
    return metadata;
  }

  private Map<String, String> labels(StartMachine request) {
    Map<String, String> labels = Labels.ours(settings.environment());
    labels.put(Labels.RUNTIME, request.runtime().toString());
    labels.put(Labels.WORKSPACE, request.workspace().toString());
    labels.put(Labels.GENERATION, madeIn(request.name().value()));
    labels.put(Labels.TOOL, request.tool().name().toLowerCase(Locale.ROOT));
    return labels;
  }

  private static String madeIn(String name) {
    return name.substring(name.lastIndexOf("-g") + 2);
  }
}
