package org.stipend.orchestrator.runtime;

/** Why a runtime is wanted as it is: whose or what's wish it was. Kept by name in the table. */
enum Cause {
  PERSON,
  /** The credit that pays for it has ended. */
  CREDIT,
  /** It ran as long as any machine may without being started anew. */
  RUN_LIMIT,
  /** The provider took its Spot machine back. */
  PREEMPTED,
  /** Somebody inside switched it off. */
  POWERED_OFF,
  /** Somebody stopped it at the cloud, past the platform. */
  OUTSIDE,
  /** Nobody used it. */
  IDLE,
  /** Its timetable said so. */
  SCHEDULE,
  /** Somebody who watches over everything. */
  ADMIN,
  /** Whoever paid for its workspace does so no more. */
  PAYER,
  /** More was held than is allowed. */
  QUOTA,
  /** Its owner may no longer work in the workspace. */
  MEMBERSHIP
}
