package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.compute.v1.Instance;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.StartMachine;

/** What Google is asked for, as the emulator shows it once it is there. */
class NewVmTest {

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();

  private final UUID runtime = UUID.randomUUID();
  private final UUID disk = UUID.randomUUID();
  private final MachineName name = MachineName.of(runtime, 1).in(EmulatedGoogle.ZONE);
  private final DiskName home = DiskName.of(disk).in(EmulatedGoogle.ZONE);

  @Test
  void isShieldedHasNoAddressOutsideAndKeepsItsHomeDisk() {
    Instance vm = made("n2-standard-4", false);

    assertThat(vm.getShieldedInstanceConfig().getEnableSecureBoot()).isTrue();
    assertThat(vm.getNetworkInterfaces(0).getAccessConfigsCount()).isZero();
    assertThat(vm.getDisks(0).getAutoDelete()).isTrue();
    assertThat(vm.getDisks(1).getDeviceName()).isEqualTo("home");
    assertThat(vm.getDisks(1).getAutoDelete()).isFalse();
    assertThat(vm.getScheduling().getAutomaticRestart()).isFalse();
    assertThat(vm.getScheduling().getProvisioningModel()).isEqualTo("STANDARD");
    assertThat(vm.getScheduling().getMaxRunDuration().getSeconds()).isEqualTo(7_200);
    assertThat(vm.getLabelsMap())
        .containsEntry("managed-by", "stipend")
        .containsEntry("runtime-id", runtime.toString())
        .containsEntry("generation", "1");
  }

  @Test
  void canBeOneThatGoogleMayTakeBack() {
    Instance vm = made("n2-standard-4", true);

    assertThat(vm.getScheduling().getProvisioningModel()).isEqualTo("SPOT");
    assertThat(vm.getScheduling().getInstanceTerminationAction()).isEqualTo("STOP");
  }

  @Test
  void hasItsGpuAndDriversThatAreNotSigned() {
    google.emulator().change(cloud -> cloud.limit(EmulatedGoogle.PROJECT, "GPUS_ALL_REGIONS", 1));
    Instance vm = made("n1-standard-4+1xt4", false);

    assertThat(vm.getMachineType()).endsWith("/n1-standard-4");
    assertThat(vm.getGuestAccelerators(0).getAcceleratorType()).endsWith("/nvidia-tesla-t4");
    assertThat(vm.getScheduling().getOnHostMaintenance()).isEqualTo("TERMINATE");
    assertThat(vm.getShieldedInstanceConfig().getEnableSecureBoot()).isFalse();
  }

  private Instance made(String machineType, boolean spot) {
    var workspace = UUID.randomUUID();
    google
        .provider()
        .diskActivities()
        .create(new CreateDisk(new Fence(disk, 1, 1), home, disk, workspace, "pd-balanced", 10));
    google
        .provider()
        .machines()
        .create(
            new StartMachine(
                new Fence(runtime, 1, 1),
                name,
                runtime,
                workspace,
                Tool.JUPYTER,
                machineType,
                home,
                "http://x.localhost:8081",
                Duration.ofHours(2),
                spot));
    return google.vm(name).orElseThrow();
  }
}
