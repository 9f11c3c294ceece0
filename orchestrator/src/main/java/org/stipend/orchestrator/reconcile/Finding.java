package org.stipend.orchestrator.reconcile;

/**
 * A drift as this pass leaves it.
 *
 * @param seen this time included
 */
record Finding(Drift drift, Sighting seen, Course course) {

  /**
   * Whether something is ended by what is done now. A look for a machine that is gone is: its
   * runtime fails by it.
   */
  boolean isDestructive() {
    Act act = course.act();
    return act == Act.STOP
        || act == Act.DELETE
        || act == Act.LOOK && drift.kind() == Drift.Kind.MACHINE_LOST;
  }

  Finding with(Course other) {
    return new Finding(drift, seen, other);
  }
}
