package org.stipend.orchestrator.proxy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param port where tools are reached; none: this process is no gate
 * @param bind the address it listens on
 * @param codeLifetime how long the code in the hand-over may take to arrive
 * @param sessionLifetime after which a cookie is exchanged for a new one, through the console
 * @param recheckEvery how long a permission is believed when nothing was heard of it
 * @param tunnelIdle after which a silent connection is closed
 * @param connectionsPerAddress beyond which who comes takes the place of who is silent
 */
@ConfigurationProperties("stipend.proxy")
record ProxySettings(
    @DefaultValue("-1") int port,
    @DefaultValue("127.0.0.1") String bind,
    @DefaultValue("60s") Duration codeLifetime,
    @DefaultValue("12h") Duration sessionLifetime,
    @DefaultValue("60s") Duration recheckEvery,
    @DefaultValue("1h") Duration tunnelIdle,
    @DefaultValue("1024") int connectionsPerAddress) {

  ProxySettings {
    positive("code-lifetime", codeLifetime);
    positive("session-lifetime", sessionLifetime);
    positive("recheck-every", recheckEvery);
    positive("tunnel-idle", tunnelIdle);
    if (connectionsPerAddress < 1) {
      throw new IllegalArgumentException(
          "stipend.proxy.connections-per-address is " + connectionsPerAddress);
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("stipend.proxy." + name + " is " + value);
    }
  }
}
