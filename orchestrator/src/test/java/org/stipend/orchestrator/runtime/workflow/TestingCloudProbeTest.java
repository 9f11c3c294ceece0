package org.stipend.orchestrator.runtime.workflow;

import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;
import org.stipend.cloud.probe.ToolProbeContract;

class TestingCloudProbeTest extends ToolProbeContract {

  private static final UUID ID = new UUID(0, 1);

  private final TestingCloud cloud = new TestingCloud();
  private TestActivityEnvironment temporal;

  @BeforeEach
  void open() {
    temporal = TestActivityEnvironment.newInstance();
    temporal.registerActivitiesImplementations(cloud);
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Override
  protected ToolProbe probe() {
    return temporal.newActivityStub(ToolProbe.class);
  }

  @Override
  protected ProbeTool tool() {
    DiskName home = DiskName.of(ID);
    cloud.create(new CreateDisk(new Fence(ID, 1, 1), home, ID, ID, "pd-balanced", 10));
    StartMachine start =
        new StartMachine(
            new Fence(ID, 1, 1),
            MachineName.of(ID, 1),
            ID,
            ID,
            Tool.TERMINAL,
            "n1-standard-1",
            home,
            "http://runtime.localhost",
            Duration.ofDays(30));
    var running = (MachineState.Running) cloud.create(start);
    return new ProbeTool(running.name(), Tool.TERMINAL, running.address(), running.secret());
  }

  @Override
  protected void end() {
    cloud.end(StopCause.EXITED);
  }
}
