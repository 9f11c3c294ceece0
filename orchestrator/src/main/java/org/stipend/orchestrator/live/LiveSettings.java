package org.stipend.orchestrator.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param streamsPerPerson how many tabs of one person are kept up to date by this process
 * @param streams how many tabs altogether
 * @param gather how long changes are gathered before they are told
 * @param heartbeat after which silence a sign of life is sent, and the sign-in checked
 */
@ConfigurationProperties("stipend.live")
record LiveSettings(
    @DefaultValue("30") int streamsPerPerson,
    @DefaultValue("2000") int streams,
    @DefaultValue("100ms") Duration gather,
    @DefaultValue("20s") Duration heartbeat) {

  LiveSettings {
    if (streamsPerPerson < 1 || streams < 1) {
      throw new IllegalArgumentException(
          "stipend.live.streams-per-person is %d, streams %d".formatted(streamsPerPerson, streams));
    }
    if (!heartbeat.isPositive() || gather.isNegative()) {
      throw new IllegalArgumentException(
          "stipend.live.heartbeat is %s, gather %s".formatted(heartbeat, gather));
    }
  }
}
