package org.stipend.orchestrator.proxy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.LazyProduct;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.access.TestingPeople;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.change.Change;
import org.stipend.orchestrator.change.ChangeFeed;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.signin.BearerTokens;
import org.stipend.orchestrator.signin.FakeProvider;
import org.stipend.orchestrator.web.ConsoleSettings;
import tools.jackson.databind.json.JsonMapper;

/** The gate with what it needs and nothing else, on a real port. */
final class TestingGate implements AutoCloseable {

  final TestClock clock;
  final FakeProvider provider = new FakeProvider();
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  TestingGate(TestDatabase database, int port, Instant now) {
    clock = new TestClock(now.toString());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                java.util.Map.of(
                    "stipend.proxy.port",
                    port,
                    "stipend.tool-url-template",
                    "http://{runtime}.localhost:" + port)));
    var settings =
        new ProxySettings(
            port,
            "127.0.0.1",
            Duration.ofMinutes(1),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            1024);
    // not ours to close
    context.registerBean(
        DataSource.class, database::dataSource, bean -> bean.setDestroyMethodName(""));
    context.registerBean(JdbcClient.class, database::jdbc);
    context.registerBean(TransactionTemplate.class, database::transactions);
    context.registerBean(InstantSource.class, () -> clock);
    context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
    context.registerBean(ProxySettings.class, () -> settings);
    context.registerBean(
        ConsoleSettings.class,
        () -> new ConsoleSettings(URI.create("http://localhost:8080"), List.of(), null));
    context.registerBean(
        BearerTokens.class,
        () ->
            provider.tokens(
                TestingPeople.of(
                    database.jdbc(), database.transactions(), clock, context.getBean(Audit.class))),
        bean -> bean.setPrimary(true));
    context.scan("org.stipend.orchestrator.proxy", "org.stipend.orchestrator.change");
    LazyProduct.addTo(context);
    context.refresh();
    Awaitility.await().until(() -> context.getBean(ChangeFeed.class).isListening());
  }

  GateServer server() {
    return context.getBean(GateServer.class);
  }

  ToolSessions sessions() {
    return context.getBean(ToolSessions.class);
  }

  void announce(Kind kind, UUID id) {
    context
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> context.getBean(Changes.class).changed(kind, id));
  }

  /** Returns once this process has heard it: later subscribers are told last. */
  void announceAndWait(Kind kind, UUID id) throws InterruptedException {
    var heard = new CountDownLatch(1);
    context
        .getBean(ChangeFeed.class)
        .subscribe(
            new ChangeFeed.Subscriber() {
              @Override
              public void changed(Change change) {
                if (change.equals(new Change(kind, id))) {
                  heard.countDown();
                }
              }

              @Override
              public void missed() {}
            });
    announce(kind, id);
    heard.await();
  }

  @Override
  public void close() {
    context.close();
    provider.close();
  }
}
