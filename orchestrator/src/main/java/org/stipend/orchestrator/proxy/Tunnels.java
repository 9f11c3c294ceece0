package org.stipend.orchestrator.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.change.Change;
import org.xnio.IoUtils;

/**
 * Everything that flows between a browser and a tool right now: requests under way and upgraded
 * connections. A tunnel lives only as long as the pass it was opened with.
 */
final class Tunnels {

  private static final Logger log = LoggerFactory.getLogger(Tunnels.class);

  private final Passes passes;
  private final InstantSource clock;
  private final Map<Flow, Instant> flows = new ConcurrentHashMap<>();
  private final AtomicLong cut = new AtomicLong();

  Tunnels(Passes passes, InstantSource clock) {
    this.passes = passes;
    this.clock = clock;
  }

  /** Follows a request from now on; an upgraded one until its connection is closed. */
  void follow(HttpServerExchange exchange, Pass pass) {
    var flow = new Flow(pass, exchange.getConnection(), exchange);
    flows.put(flow, pass.checkedAt());
    exchange.addExchangeCompleteListener((done, next) -> {
      if (!done.isUpgrade()) {
        flows.remove(flow);
      } else if (flow.connection().isOpen()) {
        flow.connection().addCloseListener(closed -> flows.remove(flow));
      } else {
        flows.remove(flow);
      }
      next.proceed();
    });
  }

  /** Upgraded connections of one runtime: who looks at it. */
  int openTo(RuntimeId runtime) {
    return (int)
        flows.keySet().stream()
            .filter(flow -> flow.pass().runtime().equals(runtime) && flow.exchange().isUpgrade())
            .count();
  }

  int open() {
    return (int) flows.keySet().stream().filter(flow -> flow.exchange().isUpgrade()).count();
  }

  /** How many were ended by us. */
  long cut() {
    return cut.get();
  }

  /** Looks again at what this change concerns; blocks. */
  void recheck(Change change) {
    recheck(flows.keySet().stream().filter(f -> Passes.concerns(change, f.pass())).toList());
  }

  void recheckAll() {
    recheck(List.copyOf(flows.keySet()));
  }

  /** Looks again at all that was not looked at for that long; blocks. */
  void recheckOlderThan(Duration age) {
    Instant due = clock.instant().minus(age);
    recheck(
        flows.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(due))
            .map(Map.Entry::getKey)
            .toList());
  }

  void closeAll() {
    flows.keySet().forEach(Flow::close);
  }

  private void recheck(List<Flow> suspects) {
    Set<Token.Hash> cookies =
        suspects.stream().map(flow -> flow.pass().cookie()).collect(Collectors.toSet());
    for (Token.Hash cookie : cookies) {
      List<Flow> same = suspects.stream().filter(f -> f.pass().cookie().equals(cookie)).toList();
      Optional<Pass> pass = passes.check(cookie, same.getFirst().pass().runtime());
      for (Flow flow : same) {
        if (pass.isPresent() && pass.get().leadsWhere(flow.pass())) {
          flows.replace(flow, pass.get().checkedAt());
        } else {
          end(flow);
        }
      }
    }
  }

  private void end(Flow flow) {
    cut.incrementAndGet();
    log.atInfo()
        .addKeyValue("runtime", flow.pass().runtime())
        .addKeyValue("person", flow.pass().person())
        .log("cut a connection to a tool: the right, the sign-in or the runtime ended");
    flow.close();
  }

  private record Flow(Pass pass, ServerConnection connection, HttpServerExchange exchange) {

    void close() {
      // any other thread could meet the I/O thread in the middle of a write
      connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
