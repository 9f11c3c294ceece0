package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.ToolOffer;

/**
 * How one tool is started as a process. It listens on the loopback address alone, demands the
 * seat's secret of every request, and keeps what should last in the home directory.
 */
interface Recipe {

  /** The wrapper puts the port here that it keeps free for the tool. */
  String PORT = "{port}";

  /** A second one, for a program that stands behind something of ours. */
  String INNER_PORT = "{innerPort}";

  /**
   * @param folder of this run alone; gone with the machine
   * @param origin the web origin people reach the tool at
   */
  record Seat(Path home, Path folder, String origin, String secret) {}

  record Launch(List<String> command, Map<String, String> environment) {}

  Tool tool();

  /** Says whether the tool can be started here. */
  ToolOffer offer();

  /** May write into the seat's folder. */
  Launch launch(Seat seat) throws IOException;
}
