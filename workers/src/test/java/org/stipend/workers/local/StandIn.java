package org.stipend.workers.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.ToolOffer;

/** A recipe for a few lines of Python in place of a tool. */
record StandIn(Tool tool, Path python, String program) implements Recipe {

  /** Says {@code ready} in its log and waits. */
  static final String PATIENT = "import time; print('ready', flush=True); time.sleep(3600)";

  static List<Recipe> allRunning(Wrapper wrapper, String program) {
    var recipes = new ArrayList<Recipe>();
    for (Tool tool : Tool.values()) recipes.add(new StandIn(tool, wrapper.python(), program));
    return recipes;
  }

  @Override
  public ToolOffer offer() {
    return new ToolOffer(tool, "0", null);
  }

  @Override
  public Launch launch(Seat seat) {
    return new Launch(
        List.of(python.toString(), "-c", program),
        Map.of(
            "PORT",
            PORT,
            "SECRET",
            seat.secret(),
            "HOME",
            seat.home().toString(),
            "LC_ALL",
            "C.UTF-8"));
  }
}
