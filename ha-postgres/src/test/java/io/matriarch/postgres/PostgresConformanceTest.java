package io.matriarch.postgres;

import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.testkit.tck.ManagedResourceConformanceKit;
import io.matriarch.testkit.tck.ResourceFixture;
import io.matriarch.testkit.tck.ResourceNode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/** Real servers keep every rule of a resource. */
class PostgresConformanceTest extends ManagedResourceConformanceKit<PostgresResource> {

  @Override
  protected ResourceFixture<PostgresResource> open() throws Exception {
    return new Servers();
  }

  private static final class Servers implements ResourceFixture<PostgresResource> {
    private final PostgresHarness harness = new PostgresHarness();

    Servers() throws IOException {
      harness.beforeEach(null);
    }

    @Override
    public ResourceNode<PostgresResource> node(String name) throws IOException {
      TestNode node = harness.node(name);
      Files.createDirectories(node.dataDir.getParent());
      return new Server(node);
    }

    @Override
    public void create(ResourceNode<PostgresResource> node, Permit permit, TaskContext task)
        throws Exception {
      ((Server) node).node().primary();
    }

    @Override
    public String clusterConfig() {
      return TestNode.CLUSTER;
    }

    @Override
    public Ticker ticker() {
      return TestTicker.REAL;
    }

    @Override
    public void stop() throws IOException {
      harness.afterEach(null);
    }
  }

  private record Server(TestNode node) implements ResourceNode<PostgresResource> {
    @Override
    public PostgresResource resource() {
      return node.resource;
    }

    @Override
    public ReplicationSource source() {
      return node.asSource();
    }

    @Override
    public boolean write() {
      try {
        node.sql("CREATE TABLE IF NOT EXISTS written (x int); INSERT INTO written VALUES (1)");
        return true;
      } catch (SQLException refused) {
        return false;
      }
    }
  }
}
