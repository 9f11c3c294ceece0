package org.stipend.orchestrator.engine;

import io.grpc.Status;
import io.temporal.client.BatchRequest;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stipend.orchestrator.TestDatabase;

/** An entity with a table of its own, which notes who was poked. */
final class TestingThings implements Entity<TestingThings.Thing> {

  static final Kind KIND = new Kind("thing");

  /** What Temporal answers instead of taking a poke. */
  final Map<UUID, Status> refusals = new HashMap<>();

  final List<String> poked = new ArrayList<>();

  private final TestDatabase database;

  TestingThings(TestDatabase database) {
    this.database = database;
    database
        .asOwner()
        .sql(
            """
            CREATE TABLE IF NOT EXISTS thing (id uuid PRIMARY KEY, version bigint NOT NULL);
            GRANT SELECT, INSERT, UPDATE, DELETE ON thing TO stipend_app;
            DELETE FROM thing;
            DELETE FROM outbox;
            """)
        .update();
  }

  void insert(UUID id, long version) {
    database
        .jdbc()
        .sql("INSERT INTO thing (id, version) VALUES (:id, :version)")
        .param("id", id)
        .param("version", version)
        .update();
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Class<Thing> workflow() {
    return Thing.class;
  }

  @Override
  public void poke(BatchRequest batch, Thing workflow, UUID id, long version) {
    if (refusals.containsKey(id)) {
      throw refusals.get(id).asRuntimeException();
    }
    poked.add(id + "/" + version);
    batch.add(workflow::run, id);
    batch.add(workflow::poke, version);
  }

  @Override
  public String liveRows() {
    return "SELECT id AS key, version FROM thing";
  }

  @Override
  public String raiseVersions() {
    return "UPDATE thing SET version = version + 1";
  }

  @WorkflowInterface
  public interface Thing {

    @WorkflowMethod
    void run(UUID id);

    @SignalMethod
    void poke(long version);
  }
}
