package org.stipend.orchestrator.books;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.LazyProduct;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.admission.Admissions;
import org.stipend.orchestrator.admission.NewDisk;
import org.stipend.orchestrator.catalog.MadeUpPrices;
import org.stipend.orchestrator.catalog.PriceImport;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.credit.GivenCredit;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.usage.MachineFact;
import org.stipend.orchestrator.usage.Metering;
import tools.jackson.databind.json.JsonMapper;

/** Usage and money on a real database, with a clock that is moved by hand. */
public final class MoneyWorld {

  /** The start of a month of 30 days. */
  public static final Instant T0 = Instant.parse("2026-04-01T00:00:00Z");

  public static final String GPU_MACHINE = "n1-standard-4+1xt4";

  public final TestClock clock = new TestClock("2026-04-01T00:00:00Z");
  public final StoppedMachines machines = new StoppedMachines();

  private final DataSource source;
  private final TransactionTemplate transactions;
  private final AnnotationConfigApplicationContext context;

  public MoneyWorld(TestDatabase database) {
    this(database.dataSource(), MadeUpPrices.bundled());
  }

  /** With a price list of its own, where there is none yet. */
  MoneyWorld(TestDatabase database, String prices) {
    this(database.dataSource(), prices);
  }

  /** Whatever the books ask of the database goes through this. */
  public MoneyWorld(DataSource source) {
    this(source, MadeUpPrices.bundled());
  }

  private MoneyWorld(DataSource source, String prices) {
    this.source = source;
    var manager = new DataSourceTransactionManager(source);
    this.transactions = new TransactionTemplate(manager);
    this.context = new AnnotationConfigApplicationContext();
    context.registerBean(JdbcClient.class, this::jdbc);
    context.registerBean(TransactionTemplate.class, () -> transactions);
    context.registerBean(TestClock.class, () -> clock);
    context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
    context.registerBean(SimpleMeterRegistry.class, () -> new SimpleMeterRegistry());
    context.registerBean(CreditMachines.class, () -> machines, fake -> fake.setPrimary(true));
    context.registerBean(DataSourceTransactionManager.class, () -> manager);
    LazyProduct.addTo(context);
    context.refresh();
    get(PriceImport.class).take(prices);
    get(Providers.class)
        .seen(
            new ProviderDescription(
                "local", null, Duration.ofSeconds(120), 0, 0, List.of(), Set.of(), List.of()));
  }

  public <T> T get(Class<T> bean) {
    return context.getBean(bean);
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  public <T> T inTransaction(Supplier<T> work) {
    return transactions.execute(status -> work.get());
  }

  public void run(Runnable work) {
    transactions.executeWithoutResult(status -> work.run());
  }

  /** A researcher without credit. */
  public ResearcherId aResearcher() {
    UUID id = UUID.randomUUID();
    jdbc()
        .sql(
            """
            INSERT INTO person (id, issuer, subject, email, name, first_seen_at)
            VALUES (:id, 'test', :subject, 'ada@example.org', 'Ada', :now)
            """)
        .param("id", id)
        .param("subject", id.toString())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return new ResearcherId(id);
  }

  public WorkspaceId aWorkspaceOf(ResearcherId owner) {
    UUID id = UUID.randomUUID();
    run(() -> {
      jdbc()
          .sql(
              """
              INSERT INTO workspace (id, name, description, creator, created_at)
              VALUES (:id, :name, '', :creator, :now)
              """)
          .param("id", id)
          .param("name", id.toString())
          .param("creator", owner.value())
          .param("now", Timestamp.from(clock.instant()))
          .update();
      get(PayerTable.class).bindToCreator(new WorkspaceId(id), owner, clock.instant());
    });
    return new WorkspaceId(id);
  }

  public GrantId grant(ResearcherId owner, String dollars) {
    return grant(owner, dollars, null);
  }

  public GrantId grant(ResearcherId owner, String dollars, Instant expires) {
    return inTransaction(() -> {
      get(PoolBooks.class).open(owner, clock.instant());
      return GivenCredit.give(context, owner, Money.parse(dollars), expires, clock.instant());
    });
  }

  /** Takes back at most so much. */
  public void takeBack(ResearcherId owner, GrantId grant, String dollars) {
    run(() -> {
      get(PoolBooks.class).open(owner, clock.instant());
      GivenCredit.takeBack(context, owner, grant, Money.parse(dollars), clock.instant());
    });
  }

  public void machineStarted(RuntimeId runtime, WorkspaceId workspace, String type, Instant at) {
    machine(machine(runtime, workspace, type), new MachineFact.Started(at));
  }

  /** Of anybody who works in the workspace. */
  public void machineStarted(Metering.Machine machine, Instant at) {
    machine(machine, new MachineFact.Started(at));
  }

  public void machineStopped(RuntimeId runtime, Instant at) {
    machine(known(runtime), new MachineFact.Stopped(at, false));
  }

  public void machineStopped(RuntimeId runtime, Instant at, boolean estimated) {
    machine(known(runtime), new MachineFact.Stopped(at, estimated));
  }

  public void launchFailed(RuntimeId runtime, Instant startedAt) {
    machine(known(runtime), new MachineFact.LaunchFailed(startedAt));
  }

  private void machine(Metering.Machine machine, MachineFact fact) {
    run(() -> get(Metering.class).machine(lockPoolOf(machine.workspace()), machine, List.of(fact)));
  }

  private ResearcherId lockPoolOf(WorkspaceId workspace) {
    return get(PoolLocks.class).lockPoolOf(workspace);
  }

  private Metering.Machine machine(RuntimeId runtime, WorkspaceId workspace, String type) {
    UUID person = get(PayerTable.class).poolOf(workspace).value();
    return new Metering.Machine(runtime, workspace, person, "JUPYTER", type);
  }

  private Metering.Machine known(RuntimeId runtime) {
    return lastRun(
        runtime.value(),
        row ->
            new Metering.Machine(
                runtime,
                new WorkspaceId(row.getObject("workspace", UUID.class)),
                row.getObject("person", UUID.class),
                row.getString("tool"),
                row.getString("type")));
  }

  public void diskCreated(DiskId disk, WorkspaceId workspace, String type, long gib, Instant at) {
    UUID person = get(PayerTable.class).poolOf(workspace).value();
    var created = new Metering.Disk(disk, workspace, person, type, gib);
    run(() -> {
      madeDisk(created, at);
      get(Metering.class).diskCreated(lockPoolOf(workspace), created, at);
    });
  }

  /** As the cloud told of it, unless it was launched here. */
  private void madeDisk(Metering.Disk disk, Instant at) {
    jdbc()
        .sql(
            """
            INSERT INTO disk (id, workspace, owner, provider, type, size_gib, desired, state, generation,
                              requested_at, created_at)
            VALUES (:id, :workspace, :owner, 'gce', :type, :size, 'PRESENT', 'READY', 1, :at, :at)
            ON CONFLICT (id) DO NOTHING
            """)
        .param("id", disk.disk().value())
        .param("workspace", disk.workspace().value())
        .param("owner", disk.person())
        .param("type", disk.type())
        .param("size", disk.gib())
        .param("at", Timestamp.from(at))
        .update();
  }

  public void diskDeleted(DiskId disk, Instant at) {
    run(() -> get(Metering.class).diskDeleted(lockPoolOf(workspaceOf(disk)), disk, at));
  }

  private WorkspaceId workspaceOf(DiskId disk) {
    return lastRun(disk.value(), row -> new WorkspaceId(row.getObject("workspace", UUID.class)));
  }

  /** As it was told of last, here or in another world on the same database. */
  private <T> T lastRun(UUID resource, ResultSetExtractor<T> reading) {
    return jdbc()
        .sql(
            """
            SELECT workspace, person, tool, type FROM usage_run
             WHERE resource = :id ORDER BY started_at DESC LIMIT 1
            """)
        .param("id", resource)
        .query((row, n) -> reading.extractData(row))
        .single();
  }

  /** Whether its credit carries this start now. */
  public Admission decide(WorkspaceId workspace, String machineType, NewDisk disk) {
    return inTransaction(() -> {
      ResearcherId pool = get(PoolLocks.class).lockPoolOf(workspace);
      return get(Admissions.class).decide(pool, workspace, machineType, disk, clock.instant());
    });
  }

  public Instant nextDeadline(ResearcherId pool) {
    return deadline(pool).deadline();
  }

  /** When machines on its credit have to be told to stop. */
  public Instant machinesStopAt(ResearcherId pool) {
    return get(PoolTable.class).find(pool).orElseThrow().machinesStopAt();
  }

  /** When its credit ends, or where it did. */
  public Instant endsAt(ResearcherId pool) {
    return get(PoolTable.class).find(pool).orElseThrow().endsAt();
  }

  Deadline deadline(ResearcherId pool) {
    return get(Deadlines.class).current(pool);
  }

  /** The durable timer fires: at its deadline, or as much later as is said. */
  public void passTime(ResearcherId pool, Instant now) {
    fire(pool, now);
  }

  public Deadline fire(ResearcherId pool, Instant now) {
    clock.moveTo(now);
    return get(Deadlines.class).onDeadline(pool, deadline(pool).epoch(), now);
  }

  public String status(ResearcherId pool) {
    return get(PoolTable.class).find(pool).orElseThrow().standing().status().name();
  }

  /** Settles up to an instant, which becomes the present one. */
  public void settle(ResearcherId pool, Instant to) {
    clock.moveTo(to);
    inBooks(pool, row -> get(PoolBooks.class).book(row.due(to), to));
  }

  /** Settles what is due by an instant, which becomes the present one. */
  public void settleDue(Instant now) {
    clock.moveTo(now);
    get(Settlements.class).settleDue(now, 10);
  }

  /** Writes what is due, as the books would in a moment. */
  public void writeUp(ResearcherId pool) {
    inBooks(
        pool,
        row -> {
          if (row.isDue()) {
            get(PoolBooks.class).book(row, clock.instant());
          }
        });
  }

  void inBooks(ResearcherId pool, Consumer<PoolRow> work) {
    run(() -> {
      get(PoolLocks.class).lock(pool);
      work.accept(get(PoolTable.class).get(pool));
    });
  }

  public void close() {
    context.close();
  }
}
