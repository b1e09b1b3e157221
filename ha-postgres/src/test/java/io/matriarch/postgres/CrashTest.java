package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CrashTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void theDeathOfAServerThatWeStartedIsNoticedInMilliseconds() throws Exception {
    TestNode a = harness.node("a").primary();

    long took = millisToNotice(a);

    assertThat(took).as("without a look in turn").isLessThan(2_000);
    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(a.look().cleanShutdown()).isFalse();
    assertThat(a.look().role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  void theDeathOfAnAdoptedServerIsNoticedInMilliseconds() throws Exception {
    TestNode a = harness.node("a").primary();
    a.adopt();
    assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
    await()
        .until(
            () ->
                a.ask(
                        "SELECT count(*) FROM pg_stat_activity"
                            + " WHERE application_name = 'matriarch sentinel'")
                    .equals("1"));

    long took = millisToNotice(a);

    assertThat(took).as("without a look in turn").isLessThan(2_000);
    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
  }

  /** The server makes the file first and writes into it then. */
  @Test
  void aLockFileWithoutAWordOfAServerThatWasKilledIsNoObstacle() throws Exception {
    TestNode a = harness.node("a").primary();
    a.killPostmaster();
    await().until(() -> a.look().running() == RunPhase.STOPPED);
    Files.write(a.dataDir.resolve("postmaster.pid"), new byte[0]);

    a.startAsPrimary();

    assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
  }

  private static long millisToNotice(TestNode node) throws Exception {
    CountDownLatch noticed = new CountDownLatch(1);
    node.resource.listen(noticed::countDown);
    long begin = System.nanoTime();
    node.killPostmaster();
    assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    Figures.note("exit noticed", took);
    return took;
  }

  @Test
  void strayBackendsOfAKilledPostmasterNeitherWriteNorBlockTheStart() throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("CREATE TABLE t (x int)");
    Thread writer = startBusyWriter(a);
    a.killPostmaster();
    await().until(() -> a.look().running() == RunPhase.STOPPED);
    assertThat(serverProcesses(a)).as("the writer's backend works on").isNotEmpty();

    long begin = System.nanoTime();
    a.startAsPrimary();
    Figures.note("restart under a busy writer", millisSince(begin));

    writer.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(writer.isAlive()).isFalse();
    assertThat(a.ask("SELECT count(*) FROM t")).isEqualTo("0");
    a.sql("INSERT INTO t VALUES (1)");
  }

  @Test
  void fencingEndsBusyWriters() throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("CREATE TABLE t (x int)");
    Thread writer = startBusyWriter(a);

    long begin = System.nanoTime();
    a.resource.fence();
    long took = millisSince(begin);
    Figures.note("fence under a busy writer", took);

    assertThat(took).as("without waiting for anybody").isLessThan(3_000);
    awaitNothingLeft(a);
    writer.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void fencingEndsStraysOfAPostmasterThatIsGone() throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("CREATE TABLE t (x int)");
    startBusyWriter(a);
    a.killPostmaster();

    a.resource.fence();

    awaitNothingLeft(a);
  }

  @Test
  void fencingEndsAFrozenPostmaster() throws Exception {
    TestNode a = harness.node("a").primary();
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(a.pid())).start().waitFor())
        .isZero();

    long begin = System.nanoTime();
    a.resource.fence();
    long took = millisSince(begin);
    Figures.note("fence of a frozen postmaster", took);

    assertThat(took).as("without waiting for anybody").isLessThan(3_000);
    awaitNothingLeft(a);
  }

  /** Killed, but a process that waits for the disk is gone only after that. */
  private static void awaitNothingLeft(TestNode node) {
    await().atMost(Duration.ofSeconds(5)).until(() -> serverProcesses(node).isEmpty());
  }

  private static Thread startBusyWriter(TestNode node) throws Exception {
    Connection connection = node.connect();
    Thread writer =
        new Thread(
            () -> {
              try (connection;
                  Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO t SELECT generate_series(1, 2000000000)");
              } catch (java.sql.SQLException ended) {
                // The server ended.
              }
            },
            "busy-writer");
    writer.setDaemon(true);
    writer.start();
    await().until(() -> node.ask("SELECT pg_relation_size('t') > 8000000").equals("t"));
    return writer;
  }

  private static List<Path> serverProcesses(TestNode node) throws Exception {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(p -> worksIn(p, node.dataDir))
          .toList();
    }
  }

  private static boolean worksIn(Path process, Path directory) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(directory);
    } catch (java.io.IOException gone) {
      return false;
    }
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
