package org.stipend.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.temporal.api.common.v1.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cloud.billing.HeldAccounts;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectState;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.MoveDisk;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.cloud.probe.ProbeTool;

class PayloadsTest {

  private static final UUID ID = UUID.fromString("0192f0c1-7a55-7cc0-8a4e-6f3f1f2d9b10");
  private static final Fence FENCE = new Fence(ID, 7, 2);
  private static final String PROJECT = "stipend-ws-0123456789abcdef01";
  private static final MachineName MACHINE =
      MachineName.of(ID, 3).in("us-central1-a").ofProject(PROJECT);
  private static final DiskName DISK = DiskName.of(ID).in("us-central1-a").ofProject(PROJECT);
  private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456789Z");
  private static final URI ADDRESS = URI.create("http://127.0.0.1:40001");

  private static final HeldMachine HELD_MACHINE =
      new HeldMachine(MACHINE, ID, 3L, null, Power.OFF, "n1-standard-4", NOW, null);
  private static final HeldDisk HELD_DISK =
      new HeldDisk(DISK, null, MACHINE, "pd-balanced", 50, NOW);
  private static final String ACCOUNT = "012345-6789AB-CDEF01";

  static Stream<Object> messages() {
    return Stream.of(
        FENCE,
        MACHINE,
        DISK,
        new CreateDisk(FENCE, DISK, ID, ID, "pd-ssd", 50),
        new DiskCreated(DISK, NOW),
        new MoveDisk(FENCE, DISK, DISK.in("us-central1-b"), ID, ID, "pd-ssd", 50),
        new DeleteDisk(FENCE, DISK),
        new DiskDeleted(DISK, NOW, NOW),
        new StartMachine(
            FENCE,
            MACHINE,
            ID,
            ID,
            Tool.JUPYTER,
            "n1-standard-4",
            DISK,
            "http://x.localhost:8081",
            Duration.ofHours(720).plusMillis(1)),
        new StopMachine(FENCE, MACHINE, DISK),
        new DeleteMachine(FENCE, MACHINE, DISK),
        new LimitMachine(FENCE, MACHINE, NOW, 12),
        new MachineState.Starting(MACHINE),
        new MachineState.Running(MACHINE, 7, NOW, ADDRESS, "secret", NOW, NOW),
        new MachineState.Running(MACHINE, 7, NOW, ADDRESS, "secret", NOW, null),
        new MachineState.Stopping(MACHINE, 7),
        new MachineState.Stopped(MACHINE, 7, NOW, NOW, StopCause.EXITED, 137, "killed", false),
        new MachineState.Stopped(MACHINE, 7, NOW, NOW, StopCause.LOST, null, "", true),
        new MachineState.Missing(MACHINE),
        new ProbeTool(MACHINE, Tool.CROMWELL, ADDRESS, "secret"),
        new LookAtAccount(ACCOUNT, List.of("ada@example.org")),
        new AccountState(ACCOUNT, true, "Lab", true, true, "USD", List.of("ada@example.org")),
        AccountState.unseen(ACCOUNT),
        new HeldAccounts(List.of(ACCOUNT)),
        new LinkProject(FENCE, ACCOUNT),
        new LookAtProject(ID),
        new ProjectState(null, false),
        new Place("gce", "us-central1"),
        HELD_MACHINE,
        HELD_DISK,
        new ListHoldings("token", ListHoldings.LARGEST_PAGE),
        new Holdings(true, List.of(HELD_MACHINE), List.of(HELD_DISK), null, List.of(PROJECT)),
        new ProviderDescription(
            "gce",
            "us-central1",
            Duration.ofSeconds(5),
            2,
            24_000,
            List.of(
                new ToolOffer(Tool.TERMINAL, "7.6.5", null),
                new ToolOffer(Tool.RSTUDIO, null, "install it")),
            Set.of(Ability.GPU, Ability.SPOT),
            List.of("us-central1-a", "us-central1-b")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageSurvivesTheWay(Object message) {
    var converter = Payloads.converter();

    Payload payload = converter.toPayload(message).orElseThrow();

    assertThat((Object) converter.fromPayload(payload, message.getClass(), message.getClass()))
        .isEqualTo(message);
  }

  @Test
  void instantsOfTheCloudAreCutToMicroseconds() {
    Instant cut = Instant.parse("2026-03-01T10:15:30.123456Z");
    var running = new MachineState.Running(MACHINE, 7, NOW, ADDRESS, "secret", NOW, NOW);
    var stopped = new MachineState.Stopped(MACHINE, 7, NOW, NOW, StopCause.LOST, null, "", true);

    assertThat(
            List.of(
                running.startedAt(),
                running.runsUntil(),
                running.endsAtLatest(),
                stopped.startedAt(),
                stopped.stoppedAt(),
                new DiskCreated(DISK, NOW).createdAt(),
                new DiskDeleted(DISK, NOW, NOW).createdAt(),
                new DiskDeleted(DISK, NOW, NOW).deletedAt()))
        .containsOnly(cut);
    assertThat(new DiskDeleted(DISK, null, NOW).createdAt()).isNull();
  }

  @Test
  void aFullPageOfHoldingsFitsIntoAMessage() {
    var machine =
        new HeldMachine(MACHINE, ID, 3L, Long.MAX_VALUE, Power.RUNS, "n1-highmem-32", NOW, NOW);
    var page =
        new Holdings(
            true,
            Collections.nCopies(ListHoldings.LARGEST_PAGE, machine),
            List.of(),
            "x".repeat(1000));

    assertThat(Payloads.converter().toPayload(page).orElseThrow().getSerializedSize())
        .isLessThan(256 << 10);
  }

  /** A new message record without a line above fails here. */
  @Test
  void noMessageIsForgotten() {
    var tested = messages().map(Object::getClass).toList();

    assertThat(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.stipend.cloud")
                    .stream()
                    .filter(type -> type.isRecord())
                    .filter(type -> !type.isEquivalentTo(ToolOffer.class))
                    .map(type -> type.reflect())
                    .toList())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(tested).contains((Class) type));
  }

  @Test
  void aStateIsReadBackByItsKind() {
    var converter = Payloads.converter();
    MachineState state = new MachineState.Missing(MACHINE);

    Payload payload = converter.toPayload(state).orElseThrow();

    assertThat(payload.getData().toString(StandardCharsets.UTF_8)).contains("\"MISSING\"");
    assertThat(converter.fromPayload(payload, MachineState.class, MachineState.class))
        .isEqualTo(state);
  }

  @Test
  void aProviderThatDoesNotSayWhatItCanCannotDoMore() throws Exception {
    var older =
        Payloads.mapper()
            .readValue(
                """
                {"provider":"local","stopLead":"PT5S","cores":2,"memoryMib":24000,"tools":[]}
                """,
                ProviderDescription.class);

    assertThat(older.can()).isEmpty();
    assertThat(older.zones()).isEmpty();
    assertThat(older.place()).isEqualTo(new Place("local", null));
  }

  @Test
  void aFieldFromANewerVersionIsIgnored() throws Exception {
    String json =
        Payloads.mapper().writeValueAsString(FENCE).replaceFirst("\\{", "{\"since\":\"now\",");

    assertThat(Payloads.mapper().readValue(json, Fence.class)).isEqualTo(FENCE);
  }
}
