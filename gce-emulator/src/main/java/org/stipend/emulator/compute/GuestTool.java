package org.stipend.emulator.compute;

import java.util.Arrays;
import java.util.Optional;

/** The tools that the image knows, each on its port. */
public enum GuestTool {
  JUPYTER(8888),
  RSTUDIO(8787),
  CROMWELL(8000),
  TERMINAL(7681);

  private final int port;

  GuestTool(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  /** Empty for a name that the image does not know. */
  static Optional<GuestTool> named(String name) {
    return Arrays.stream(values()).filter(tool -> tool.name().equals(name)).findFirst();
  }
}
