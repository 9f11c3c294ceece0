package org.stipend.orchestrator.notice;

/** Where somebody is told. */
enum Channel {
  APP,
  MAIL
}
