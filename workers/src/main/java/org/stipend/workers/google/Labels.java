package org.stipend.workers.google;

import java.util.LinkedHashMap;
import java.util.Map;

/** How Google's bill is split, and how what is ours is told from what is another's. */
final class Labels {

  static final String MANAGED_BY = "managed-by";
  static final String ENVIRONMENT = "stipend-env";
  static final String RUNTIME = "runtime-id";
  static final String DISK = "disk-id";
  static final String WORKSPACE = "workspace-id";
  static final String GENERATION = "generation";
  static final String TOOL = "tool";
  static final String STIPEND = "stipend";

  private Labels() {}

  /** Those of everything that an installation makes. */
  static Map<String, String> ours(String environment) {
    var labels = new LinkedHashMap<String, String>();
    labels.put(MANAGED_BY, STIPEND);
    labels.put(ENVIRONMENT, environment);
    return labels;
  }

  /** Google's filter for the same. */
  static String filter(String environment) {
    return "labels.%s=%s AND labels.%s=%s".formatted(MANAGED_BY, STIPEND, ENVIRONMENT, environment);
  }
}
