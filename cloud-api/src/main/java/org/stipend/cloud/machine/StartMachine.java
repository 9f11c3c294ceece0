package org.stipend.cloud.machine;

import java.time.Duration;
import java.util.UUID;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.DiskName;

/**
 * Ask for a running machine.
 *
 * @param machineType the cloud's name, for example {@code n1-standard-4}
 * @param home the disk that holds the researcher's files
 * @param origin the web origin people reach the tool at, for example {@code
 *     http://{runtime}.localhost:8081}
 * @param runLimit the dead-man switch: the machine ends by itself this long after it started
 * @param spot on cheaper capacity that the cloud may take back at any time
 */
public record StartMachine(
    Fence fence,
    MachineName name,
    UUID runtime,
    UUID workspace,
    Tool tool,
    String machineType,
    DiskName home,
    String origin,
    Duration runLimit,
    boolean spot) {

  /** Not on Spot. */
  public StartMachine(
      Fence fence,
      MachineName name,
      UUID runtime,
      UUID workspace,
      Tool tool,
      String machineType,
      DiskName home,
      String origin,
      Duration runLimit) {
    this(fence, name, runtime, workspace, tool, machineType, home, origin, runLimit, false);
  }
}
