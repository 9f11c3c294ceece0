package org.stipend.orchestrator.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stipend.cloud.Place;

/**
 * Where machines and disks are made.
 *
 * @param provider {@code local} or {@code gce}
 * @param region of that provider; null where it has none
 */
@ConfigurationProperties("stipend.place")
public record PlaceSettings(@DefaultValue("local") String provider, @Nullable String region) {

  public Place place() {
    return new Place(provider, region);
  }
}
