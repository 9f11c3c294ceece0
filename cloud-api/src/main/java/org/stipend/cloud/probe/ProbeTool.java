package org.stipend.cloud.probe;

import java.net.URI;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.MachineName;

/**
 * @param secret what the tool demands of each request
 */
public record ProbeTool(MachineName name, Tool tool, URI address, String secret) {}
