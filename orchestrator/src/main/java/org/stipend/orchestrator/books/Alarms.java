package org.stipend.orchestrator.books;

/**
 * What somebody has to look at.
 *
 * @param parked pools whose proof failed: nothing is booked of them
 * @param unpriced stretches of use without a price in force
 */
record Alarms(long parked, long unpriced) {

  boolean none() {
    return parked == 0 && unpriced == 0;
  }
}
