package org.stipend.orchestrator.web;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the console is.
 *
 * @param consoleUrl the one origin people use, without a path
 * @param moreHosts further values of the Host header to answer to: names inside a cluster that
 *     probes and scrapers use. Never browsers
 * @param billingPage where operators look after billing accounts; null where that is the cloud's
 *     own console
 */
@ConfigurationProperties("stipend")
public record ConsoleSettings(
    URI consoleUrl, @DefaultValue List<String> moreHosts, @Nullable String billingPage) {

  public ConsoleSettings {
    if (consoleUrl.getHost() == null
        || !Set.of("http", "https").contains(consoleUrl.getScheme())
        || !Set.of("", "/").contains(consoleUrl.getPath())) {
      throw new IllegalArgumentException(
          "stipend.console-url is " + consoleUrl + ": it must be like https://stipend.example.org");
    }
    moreHosts = List.copyOf(moreHosts);
  }

  public boolean secure() {
    return consoleUrl.getScheme().equals("https");
  }

  /** Scheme, host and port as browsers write them in the Origin header. */
  public String origin() {
    return consoleUrl.getScheme() + "://" + authority(consoleUrl.getHost());
  }

  /** On loopback both names of this computer lead to the console. */
  Set<String> origins() {
    return loopback()
        ? Set.of("http://" + authority("localhost"), "http://" + authority("127.0.0.1"))
        : Set.of(origin());
  }

  Set<String> hosts() {
    Set<String> hosts = new HashSet<>();
    origins().forEach(origin -> hosts.add(origin.substring(origin.indexOf("//") + 2)));
    moreHosts.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    return Set.copyOf(hosts);
  }

  private boolean loopback() {
    return !secure() && Set.of("localhost", "127.0.0.1").contains(consoleUrl.getHost());
  }

  private String authority(String host) {
    int port = consoleUrl.getPort();
    boolean usual = port == -1 || port == (secure() ? 443 : 80);
    return host.toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
  }
}
