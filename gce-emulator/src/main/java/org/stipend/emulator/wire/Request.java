package org.stipend.emulator.wire;

import java.util.List;
import java.util.Map;

/** What came over HTTP, decoded but not yet understood. */
public record Request(String verb, List<String> path, Map<String, String> query, String body) {

  public Request {
    path = List.copyOf(path);
    query = Map.copyOf(query);
  }
}
