package org.stipend.orchestrator.billing;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;

/** The task queue of those who ask about billing accounts and link projects. */
@Component
final class BillingQueue {

  private final Place place;

  /**
   * @param provider {@code local} or {@code gce}
   * @param region of that provider; null where it has none
   */
  BillingQueue(
      @Value("${stipend.billing.provider:local}") String provider,
      @Value("${stipend.billing.region:#{null}}") @Nullable String region) {
    this.place = new Place(provider, region);
  }

  String name() {
    return place.taskQueue();
  }
}
