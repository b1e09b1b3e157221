package io.matriarch.postgres;

import static org.junit.jupiter.api.Assumptions.abort;

import io.matriarch.testkit.host.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds a PostgreSQL server, gives nodes with folders and ports of their own, and ends and removes
 * everything after each test, also after a failed one.
 */
final class PostgresHarness implements BeforeEachCallback, AfterEachCallback {
  private static final LoopbackPorts PORTS = new LoopbackPorts();

  private final List<TestNode> nodes = new ArrayList<>();
  private Path folder;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = newFolder();
  }

  /** A folder for servers; skips the test if there is none to run. */
  static Path newFolder() throws IOException {
    if (binDir() == null) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("no PostgreSQL server found");
      }
      abort("no PostgreSQL server found: install one to run this test");
    }
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "ha-pg");
    // Another user runs the servers if this process is root.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    for (TestNode node : nodes) {
      node.end();
    }
    if (folder != null) {
      Template.remove(folder);
    }
  }

  Path folder() {
    return folder;
  }

  /** A node that has nothing yet, with suitable settings for a test. */
  TestNode node(String name) {
    TestNode node = new TestNode(name, folder.resolve(name), freePort());
    nodes.add(node);
    return node;
  }

  /** The newest server's programs; null if there are none. */
  static Path binDir() {
    List<Path> candidates = new ArrayList<>();
    if (System.getenv("PG_BIN") != null) {
      candidates.add(Path.of(System.getenv("PG_BIN")));
    }
    for (String parent : List.of("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt")) {
      try (Stream<Path> versions = Files.list(Path.of(parent))) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(p -> p.resolve("bin"))
            .forEach(candidates::add);
      } catch (IOException notThere) {
        continue;
      }
    }
    candidates.add(Path.of("/usr/local/bin"));
    candidates.add(Path.of("/usr/bin"));
    return candidates.stream()
        .filter(dir -> Files.isExecutable(dir.resolve("postgres")))
        .filter(dir -> Files.isExecutable(dir.resolve("pg_rewind")))
        .findFirst()
        .orElse(null);
  }

  static int freePort() {
    return PORTS.next();
  }
}
