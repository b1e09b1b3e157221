package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.postgres.leash.Leash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard outside of the agent, beside a real server, whatever its program is. */
abstract class LeashContract {
  private static final Duration WITHIN = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(5);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private final Ticker clock = new SystemTicker();
  private Path program;
  private Path socket;
  private Leash leash;
  private TestNode a;

  abstract Path program(Path cache) throws Exception;

  @BeforeEach
  void begin() throws Exception {
    program = program(harness.folder().resolve("cache"));
    socket = harness.folder().resolve("a.leash");
    a = harness.node("a").primary();
    leash = another();
  }

  @AfterEach
  void end() {
    leash.close();
    killLeash(socket);
  }

  private Leash another() {
    return another(clock);
  }

  private Leash another(Ticker ticker) {
    return new Leash(program, a.dataDir, socket, ticker);
  }

  private List<ProcessHandle> leashProcesses() {
    return processes(socket);
  }

  /** The elder one first. */
  private static List<ProcessHandle> processes(Path address) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().map(List::of).orElse(List.of()).contains("" + address))
        .sorted()
        .toList();
  }

  private static void killLeash(Path address) {
    await()
        .until(
            () -> {
              processes(address).forEach(ProcessHandle::destroyForcibly);
              return processes(address).isEmpty();
            });
  }

  private List<ProcessHandle> pair() {
    await().until(() -> leashProcesses().size() == 2);
    return leashProcesses();
  }

  private void guardFor(Duration time) throws Exception {
    MonoTime fenceAt = clock.now().plus(time);
    leash.guard(fenceAt, fenceAt.plus(Duration.ofSeconds(1)), WITHIN);
  }

  /** The server may be gone before it can answer. */
  private static void promote(TestNode node) {
    try {
      node.sql("SELECT pg_promote(false)");
    } catch (SQLException ended) {
      // As it must.
    }
  }

  private void awaitNothingLeft() {
    await().atMost(SOON).until(() -> serverProcesses().isEmpty());
  }

  @Test
  void whatNobodyVouchesForIsEndedAndNotBefore() throws Exception {
    MonoTime begin = clock.now();
    guardFor(Duration.ofMillis(700));

    try (Connection connection = a.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  statement.execute("SELECT txid_current()");
                }
              })
          .isInstanceOf(SQLException.class);
    }

    assertThat(clock.now().since(begin)).isGreaterThan(Duration.ofMillis(600));
    awaitNothingLeft();
  }

  @Test
  void whoeverIsVouchedForAgainAndAgainStays() throws Exception {
    Duration atATime = Duration.ofSeconds(3);
    MonoTime enough = clock.now().plus(atATime).plus(atATime);
    while (clock.now().isBefore(enough)) {
      guardFor(atATime);
      a.sql("SELECT pg_sleep(0.2)");
    }
    guardFor(Duration.ofSeconds(1));
    leash.free(WITHIN);
    a.sql("SELECT pg_sleep(1.5)");
  }

  @Test
  void aFrozenServerIsKilled() throws Exception {
    signal("STOP", a.pid());
    guardFor(Duration.ofMillis(100));

    awaitNothingLeft();
  }

  @Test
  void busyBackendsOfADeadPostmasterAreEnded() throws Exception {
    a.sql("CREATE TABLE t (x int)");
    Thread writer =
        new Thread(
            () ->
                assertThatThrownBy(
                    () -> a.sql("INSERT INTO t SELECT generate_series(1, 2000000000)")),
            "busy-writer");
    writer.setDaemon(true);
    writer.start();
    await().until(() -> a.ask("SELECT pg_relation_size('t') > 800000").equals("t"));
    a.killPostmaster();
    guardFor(Duration.ofMillis(100));

    awaitNothingLeft();
  }

  @Test
  void whatWouldBecomeWritableAfterwardsIsEndedTooUntilALaterWord() throws Exception {
    guardFor(Duration.ZERO);
    awaitNothingLeft();

    assertThatThrownBy(
        () -> {
          a.startAsPrimary();
          a.sql("SELECT pg_sleep(5)");
        });
    awaitNothingLeft();

    guardFor(LONG);
    a.startAsPrimary();
    a.sql("SELECT pg_sleep(0.3)");
  }

  @Test
  void aReplicaIsEndedOnceAndThenLeftAloneAndNotLetBecomePrimary() throws Exception {
    TestNode b = harness.node("b").cloneFrom(a);
    Path socketOfB = socket.resolveSibling("b.leash");
    try (Leash ofB = new Leash(program, b.dataDir, socketOfB, clock)) {
      ofB.guard(clock.now(), clock.now().plus(Duration.ofMinutes(1)), WITHIN);
      await().atMost(SOON).until(() -> b.look().running() == RunPhase.STOPPED);

      b.startFollowing(a);
      await().during(Duration.ofMillis(500)).until(() -> b.look().running() == RunPhase.RUNNING);
      promote(b);
      await().atMost(SOON).until(() -> b.look().running() == RunPhase.STOPPED);
    } finally {
      killLeash(socketOfB);
    }
  }

  @Test
  void aLaterAgentFindsTheInstantsThatWerePromised() throws Exception {
    MonoTime until = clock.now().plus(LONG);
    leash.guard(until, until.plus(Duration.ofMillis(300)), WITHIN);
    List<ProcessHandle> processes = pair();

    try (Leash later = another()) {
      Watchdog.Orders found = later.inherited(WITHIN).orElseThrow();
      assertThat(found.fenceAt().since(until)).isBetween(Duration.ofMillis(-1), Duration.ZERO);
      assertThat(found.killAt().since(found.fenceAt())).isEqualTo(Duration.ofMillis(300));
      later.free(WITHIN);
      assertThat(later.inherited(WITHIN)).isEmpty();
    }

    assertThat(pair()).isEqualTo(processes);
    assertThat(Files.getPosixFilePermissions(socket))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theEndOfTheAgentIsNoExpiry() throws Exception {
    MonoTime begin = clock.now();
    guardFor(Duration.ofSeconds(3));
    leash.close();

    a.sql("SELECT pg_sleep(1.5)");
    awaitNothingLeft();

    assertThat(clock.now().since(begin)).isGreaterThan(Duration.ofMillis(2900));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void eitherOfItsProcessesMayDieTogetherWithTheAgent(int victim) throws Exception {
    guardFor(Duration.ofSeconds(3));
    ProcessHandle killed = pair().get(victim);

    leash.close();
    signal("KILL", killed.pid());

    awaitNothingLeft();
    assertThat(pair()).hasSize(2).doesNotContain(killed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whenOneOfItsProcessesDiesTheOtherKnowsWhatWasSaid(int victim) throws Exception {
    guardFor(LONG);
    Watchdog.Orders said = leash.inherited(WITHIN).orElseThrow();
    for (int i = 0; i < 3; i++) {
      ProcessHandle killed = pair().get(victim);
      signal("KILL", killed.pid());
      await().until(() -> !killed.isAlive());
      await()
          .ignoreExceptions()
          .until(() -> leash.inherited(WITHIN).filter(said::equals).isPresent());
    }
    pair();
    guardFor(Duration.ofMillis(1500));
    leash.close();

    awaitNothingLeft();
  }

  /** What is not promised: only somebody's hand does that. */
  @Test
  void whoKillsBothOfItsProcessesLeavesTheServerAloneUntilTheAgentSpeaks() throws Exception {
    guardFor(Duration.ofMillis(1200));
    pair();
    killLeash(socket);

    a.sql("SELECT pg_sleep(2)");
    assertThat(leash.inherited(WITHIN)).isEmpty();
    guardFor(Duration.ZERO);

    awaitNothingLeft();
  }

  @Test
  void whereTheNodeGoesByAnotherClockItIsNotUsed() throws Exception {
    leash.free(WITHIN);
    Ticker ahead =
        new Ticker() {
          @Override
          public MonoTime now() {
            return clock.now().plus(Duration.ofMillis(3_600_500));
          }

          @Override
          public Instant wallClock() {
            return clock.wallClock();
          }
        };
    List<ProcessHandle> processes = pair();
    try (Leash other = another(ahead)) {
      assertThatThrownBy(() -> other.guard(ahead.now(), ahead.now(), WITHIN))
          .hasMessage(
              "no leash: it goes by the boot clock, and this node by one that is 3600 s away");
    }
    assertThat(pair()).as("it is not to blame").isEqualTo(processes);
  }

  @Test
  void aLeashThatDiedIsReplaced() throws Exception {
    guardFor(LONG);
    List<ProcessHandle> first = pair();
    killLeash(socket);

    guardFor(LONG);

    assertThat(pair()).doesNotContainAnyElementsOf(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneOfItsProcessesThatIsFrozenHoldsNothingUp(int victim) throws Exception {
    guardFor(LONG);
    signal("STOP", pair().get(victim).pid());

    guardFor(Duration.ofMillis(2500));
    leash.close();

    awaitNothingLeft();
  }

  @Test
  void aLeashThatIsFrozenIsReplacedAndDoesNotWakeUp() throws Exception {
    guardFor(Duration.ofMillis(1500));
    List<ProcessHandle> first = pair();
    for (ProcessHandle process : first) {
      signal("STOP", process.pid());
    }

    guardFor(LONG);

    await().until(() -> first.stream().noneMatch(ProcessHandle::isAlive));
    await().during(Duration.ofSeconds(2)).until(() -> a.look().running() == RunPhase.RUNNING);
  }

  @Test
  void whereTheDataHaveGoneThereIsNothingToBeGuardedAnyMore() throws Exception {
    guardFor(Duration.ofMillis(100));
    awaitNothingLeft();
    leash.close();
    Files.move(a.dataDir, a.dataDir.resolveSibling("elsewhere"));

    await().atMost(SOON).until(() -> leashProcesses().isEmpty());
  }

  @Test
  void whereThereIsNoneNothingWasPromised() throws Exception {
    assertThat(leash.inherited(WITHIN)).isEmpty();
    assertThat(leashProcesses()).isEmpty();

    leash.free(WITHIN);
    assertThat(leash.inherited(WITHIN)).isEmpty();
    assertThat(pair()).as("it is ready").hasSize(2);
  }

  @Test
  void whereThereAreNoDataThereIsNothingToBeGuarded() throws Exception {
    try (Leash early =
        new Leash(
            program,
            harness.folder().resolve("none"),
            socket.resolveSibling("none.leash"),
            clock)) {
      early.free(WITHIN);
      assertThatThrownBy(() -> early.guard(clock.now(), clock.now(), WITHIN))
          .hasMessageStartingWith("no leash: the leash does not start: ")
          .hasMessageContaining("usage: leash");
    }
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  private List<Path> serverProcesses() throws Exception {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(p -> worksIn(p, a.dataDir))
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
}
