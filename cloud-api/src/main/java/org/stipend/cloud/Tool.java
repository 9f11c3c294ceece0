package org.stipend.cloud;

/** What a researcher works in. Each has one recipe in {@code workers}. */
public enum Tool {
  JUPYTER,
  RSTUDIO,
  CROMWELL,
  TERMINAL
}
