package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.ZONE;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.compute.Compute;
import com.google.api.services.compute.model.AttachedDisk;
import com.google.api.services.compute.model.AttachedDiskInitializeParams;
import com.google.api.services.compute.model.Disk;
import com.google.api.services.compute.model.Instance;
import com.google.api.services.compute.model.NetworkInterface;
import com.google.api.services.compute.model.Operation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Google's older client for Java, which polls, zips its bodies and goes by full links. */
class ApiClientTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private Compute compute;

  @BeforeEach
  void connect() {
    compute =
        new Compute.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {})
            .setRootUrl(emulated.emulator().origin() + "/")
            .setApplicationName("somebody")
            .build();
  }

  private Operation done(Operation operation) throws IOException {
    Operation now = operation;
    while (!now.getStatus().equals("DONE")) {
      emulated.advance("PT5S");
      now = compute.zoneOperations().get(PROJECT, ZONE, operation.getName()).execute();
    }
    return now;
  }

  @Test
  void aMachineIsMadeFromLinksThatWereRead() throws IOException {
    done(
        compute.disks().insert(PROJECT, ZONE, new Disk().setName("home").setSizeGb(50L)).execute());
    String home = compute.disks().get(PROJECT, ZONE, "home").execute().getSelfLink();
    String image =
        compute.images().getFromFamily("debian-cloud", "debian-12").execute().getSelfLink();
    String type = compute.machineTypes().get(PROJECT, ZONE, "e2-medium").execute().getSelfLink();
    String network = compute.networks().get(PROJECT, "default").execute().getSelfLink();
    var boot = new AttachedDiskInitializeParams().setSourceImage(image);
    Instance asked =
        new Instance()
            .setName("rt-1")
            .setMachineType(type)
            .setDisks(
                List.of(
                    new AttachedDisk().setBoot(true).setInitializeParams(boot),
                    new AttachedDisk().setSource(home).setDeviceName("home")))
            .setNetworkInterfaces(List.of(new NetworkInterface().setNetwork(network)));
    Operation operation = done(compute.instances().insert(PROJECT, ZONE, asked).execute());
    assertThat(operation.getError()).isNull();
    Instance machine = compute.instances().get(PROJECT, ZONE, "rt-1").execute();
    assertThat(machine.getMachineType()).isEqualTo(type);
    assertThat(machine.getDisks().get(1).getSource()).isEqualTo(home);
    assertThat(compute.instances().aggregatedList(PROJECT).execute().getItems())
        .containsKey("zones/us-central1-f");
    done(compute.instances().delete(PROJECT, ZONE, "rt-1").execute());
    assertThat(compute.instances().list(PROJECT, ZONE).execute().getItems()).isNull();
  }

  @Test
  void aRefusalIsParsed() {
    var refusal =
        catchThrowableOfType(
            GoogleJsonResponseException.class,
            () -> compute.disks().get(PROJECT, ZONE, "none").execute());
    assertThat(refusal.getDetails().getErrors().getFirst().getReason()).isEqualTo("notFound");
    assertThat(refusal.getDetails().getMessage())
        .isEqualTo(
            "The resource 'projects/stipend-ws-1/zones/us-central1-a/disks/none' was not found");
  }
}
