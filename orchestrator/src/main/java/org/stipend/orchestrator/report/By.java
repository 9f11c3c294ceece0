package org.stipend.orchestrator.report;

/** What makes a row of what was spent. */
enum By {
  PERSON,
  TOOL,
  RUN,
  DAY,
  SKU
}
