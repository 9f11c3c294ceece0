package org.stipend.orchestrator.proxy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;

/** Where the console is, and its pages the gate points to. */
record Console(String url) {

  /** Through here into the tool, signing in on the way if need be. */
  String wayIn(RuntimeId runtime, String path) {
    String here = url + "/r/" + runtime;
    return path.equals("/")
        ? here
        : here + "?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  String page(WorkspaceId workspace, RuntimeId runtime) {
    return url + "/workspaces/" + workspace + "/runtimes/" + runtime;
  }
}
