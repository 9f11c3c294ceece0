package org.stipend.orchestrator.notice;

/** What people are told of; each may be turned off but the end of credit. */
enum NoticeKind {
  CREDIT_USED,
  CREDIT_RUNWAY,
  CREDIT_EXPIRY,
  /** Exhausted or expired. */
  CREDIT_ENDED,
  /** Disks whose credit has ended, before they are deleted. */
  GRACE,
  /** A disk that was kept for a time, at the end of it. */
  DISK_ENDS,
  /** To those who decide: what is kept of a pool costs more than was meant. */
  GRACE_CAP,
  HAND_OFF_DONE,
  HAND_OFF_FAILED,
  /** A billing account that paid can no longer be billed. */
  HAND_OFF_BROKEN,
  INVITED,
  ROLE_CHANGED,
  REMOVED,
  SHARE_CAP;

  boolean mayBeOff() {
    return this != CREDIT_ENDED;
  }
}
