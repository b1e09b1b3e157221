package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.MemberStatus;
import io.matriarch.examples.quickstart.cluster.Ports;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What cannot work is refused in one clear line, with a failing exit code, and nothing touched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BadInputEndToEnd {
  private static final Duration SOON = Duration.ofSeconds(30);

  private RunningCluster running;
  private DemoCluster cluster;
  private DemoNode leader;
  private Attempt attempt;
  private int attempts;

  /** One node is enough to have a cluster that others may join. */
  @BeforeAll
  void start() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl(20));
    cluster = running.cluster();
    leader = cluster.nodes().get(0);
    leader.start();
    Wait.until("a primary", SOON, () -> leader.rest().isOk("/primary"));
  }

  @AfterAll
  void stop() throws Exception {
    if (running != null) {
      running.stop();
    }
  }

  /** Whatever was tried, the cluster did not notice. */
  @AfterEach
  void theClusterIsAsBefore(TestInfo test) throws Exception {
    if (attempt != null) {
      attempt.node().kill();
      System.out.println("said: " + test.getDisplayName() + ": " + attempt.errors());
    }
    assertThat(leader.status().map(MemberStatus::isPrimary)).contains(true);
    assertThat(cluster.store().leader()).contains(leader.name());
  }

  @Test
  void aWrongValueIsNamedWithItsPlace() throws Exception {
    newcomer().with("ttl: 20", "ttl: twenty");

    refused("bootstrap.dcs.ttl", "twenty");
  }

  @Test
  void aMissingSectionIsNamed() throws Exception {
    newcomer().with("\npostgresql:\n", "\npostgres:\n");

    refused("postgresql", attempt.spec().configuration().toString());
  }

  @Test
  void aBusyPortOfTheRestInterfaceIsNamed() throws Exception {
    newcomer();

    try (ServerSocket busy = busy(attempt.spec().restPort())) {
      refused("restapi.listen", Integer.toString(busy.getLocalPort()));
    }
  }

  @Test
  void aBusyPortOfTheServerIsNamed() throws Exception {
    newcomer();

    try (ServerSocket busy = busy(attempt.spec().sqlPort())) {
      refused(Integer.toString(busy.getLocalPort()));
    }
  }

  @Test
  void anUnreachableStoreIsWaitedForAndThatIsSaid() throws Exception {
    int nobody = Ports.free(1).get(0);
    newcomer().with(cluster.server().hosts(), "127.0.0.1:" + nobody);

    attempt.start();
    Wait.until(
        "a line about the store",
        SOON,
        () ->
            attempt.node().log().stream()
                .anyMatch(line -> line.text().contains("127.0.0.1:" + nobody)));
    boolean alive = attempt.node().isAgentAlive();
    attempt.node().terminate();

    assertThat(alive).isTrue();
    assertThat(attempt.node().awaitExit(SOON)).isPresent();
    assertThat(attempt.inventory()).isEmpty();
  }

  @Test
  void aWrongReplicationPasswordIsSaid() throws Exception {
    newcomer().with(cluster.file().passwords().replication(), "not-the-password");

    refused("password authentication failed for user \"replicator\"");

    assertThat(attempt.errors()).noneMatch(line -> line.contains("not-the-password"));
    assertThat(Files.exists(attempt.spec().dataDirectory().resolve("PG_VERSION"))).isFalse();
  }

  @Test
  void theDataOfAnotherClusterIsNotTouched() throws Exception {
    newcomer();
    initdb();
    List<String> before = attempt.inventory();

    refused("system ID mismatch");

    assertThat(attempt.inventory()).isEqualTo(before);
  }

  @Test
  void theDataOfAnotherVersionIsNotTouched() throws Exception {
    newcomer();
    initdb();
    Files.writeString(attempt.spec().dataDirectory().resolve("PG_VERSION"), "12\n");
    List<String> before = attempt.inventory();

    refused(attempt.spec().dataDirectory().toString(), "12");

    assertThat(attempt.inventory()).isEqualTo(before);
  }

  @Test
  void anUnreadableDataDirectoryIsNamed() throws Exception {
    newcomer();
    initdb();
    Path data = attempt.spec().dataDirectory();
    // Root may read it all the same; but then it is the server's user who may not.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("---------"));

    refused(data.toString());

    assertThat(Files.getPosixFilePermissions(data)).isEmpty();
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aSecondAgentWithTheSameNameIsRefused() throws Exception {
    newcomer().with("name: " + attempt.spec().name() + "\n", "name: " + leader.name() + "\n");

    refused(leader.name());

    assertThat(attempt.inventory()).isEmpty();
  }

  private Attempt newcomer() throws IOException {
    attempts++;
    String name = "newcomer" + attempts;
    attempt = new Attempt(cluster, running.work().path().resolve(name), name);
    return attempt;
  }

  private void refused(String... words) throws Exception {
    int code = attempt.runToItsEnd();

    assertThat(code).isNotZero();
    assertThat(attempt.errors()).hasSize(1);
    assertThat(attempt.errors().get(0)).contains(words);
  }

  private static ServerSocket busy(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  /** A cluster that has nothing to do with the running one. */
  private void initdb() throws Exception {
    List<String> command = new ArrayList<>(attempt.owner().prefix());
    String program = ServerPrograms.find().orElseThrow().path("initdb");
    command.addAll(List.of(program, "-D", attempt.spec().dataDirectory().toString()));
    command.addAll(List.of("-U", "postgres", "-A", "trust", "--no-sync"));
    Process process =
        new ProcessBuilder(command)
            .directory(attempt.spec().home().getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(attempt.spec().home().resolve("initdb.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }
}
