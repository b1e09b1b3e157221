package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An agent is killed with {@code kill -9} while it rejoins, at each step that a program of its can
 * be stopped in; the next agent finds out from the disk what there is, and goes on.
 */
class KilledRejoinTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;
  private TestNode a;
  private TestNode b;

  /** {@code a} crashed with what {@code b}, its successor, never had. */
  @BeforeEach
  void crashedPrimaryAndItsSuccessor() throws Exception {
    scripts = new ScriptFolder(harness.folder());
    a = harness.node("a").primary();
    b = harness.node("b").cloneFrom(a);
    b.retainFor("a");
    a.sql("CREATE TABLE t (x int)");
    await().atMost(LONG).until(() -> b.look().streaming());
    b.stop(StopMode.FAST);
    a.sql("INSERT INTO t SELECT generate_series(1, 1000)");
    a.killPostmaster();
    await().until(() -> a.look().running() == RunPhase.STOPPED);
    b.startFollowing(a);
    b.promote();
    b.sql("INSERT INTO t VALUES (-1)");
    await().atMost(LONG).until(() -> !b.look().checkpointPending());
  }

  /** Real work up to a point, and then none. */
  private Path stopping(String name, String work) throws Exception {
    scripts.script(
        name,
        "rm -f $DIR/" + name + ".there\n" + work + "\ntouch $DIR/" + name + ".there\nsleep 1000");
    return scripts.path(name);
  }

  private void killWhen(String reached, String what, String program) throws Exception {
    KillableAgent agent = KillableAgent.begin(a, b, what, program, scripts.path(reached));
    await().atMost(LONG).until(() -> scripts.has(reached + ".there") || !agent.isAlive());
    assertThat(agent.isAlive())
        .as(() -> "still at work: " + text(a.dataDir.resolveSibling("agent.log")))
        .isTrue();
    agent.kill();
    a.adopt();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static String program(String name) {
    return PostgresHarness.binDir() + "/" + name + " \"$@\"";
  }

  private FollowRequest fromB() {
    return new FollowRequest(b.asSource(), TestNode.CLUSTER);
  }

  private void assertRejoined() throws Exception {
    a.startFollowing(b);
    await().atMost(LONG).until(() -> a.look().streaming());
    await().atMost(LONG).until(() -> a.ask("SELECT count(*) FROM t").equals("1"));
    assertThat(a.look().role()).isEqualTo(Role.REPLICA);
  }

  private List<String> beside() throws Exception {
    try (Stream<Path> files = Files.list(a.dataDir.getParent())) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(name -> name.startsWith("data."))
          .filter(name -> !List.of("data.log", "data.pgpass").contains(name))
          .toList();
    }
  }

  private static long programs(String marked) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(marked))
        .count();
  }

  @Test
  void duringCrashRecoveryItIsBegunAgain() throws Exception {
    stopping(
        "recovers", "case \"$*\" in *--single*) ;; *) exec " + program("postgres") + ";; esac");

    killWhen("recovers", "realign", "postgres");

    assertThat(a.look().spoiled()).isFalse();
    assertThat(a.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
    a.resource.realign(fromB(), new TestTask());
    assertRejoined();
    assertThat(beside()).isEmpty();
  }

  @Test
  void duringTheRewindTheCopyIsNotUsedAndKeptUntilThereIsAnother() throws Exception {
    stopping(
        "rewinds",
        "echo 'pg_rewind: need to copy 1 MB'\n"
            + "for a; do test -f \"$a/global/pg_control\" && rm \"$a/base/1/1259\"; done");

    killWhen("rewinds", "realign", "pg_rewind");

    ResourceReport found = a.look();
    assertThat(found.spoiled()).isTrue();
    assertThat(programs(scripts.path("rewinds").toString())).as("nobody works on it").isZero();
    a.resource.rebuild(fromB(), new TestTask());
    assertThat(a.look().spoiled()).isFalse();
    assertRejoined();
    assertThat(beside()).singleElement().asString().startsWith("data.old-");
  }

  @Test
  void afterTheRewindNobodyKnowsThatItWasDone() throws Exception {
    stopping("rewound", program("pg_rewind"));

    killWhen("rewound", "realign", "pg_rewind");

    assertThat(a.look().spoiled()).isTrue();
    assertThatThrownBy(() -> a.startFollowing(b)).hasMessageContaining("copied afresh");
  }

  @Test
  void duringACopyTheFormerDataAreThereAndThePartIsRemoved() throws Exception {
    stopping(
        "copies",
        "for a; do case $a in --pgdata=*) D=${a#*=};; esac; done\n"
            + "mkdir -p $D/global; cp "
            + a.dataDir
            + "/PG_VERSION $D; cp "
            + a.dataDir
            + "/global/pg_control $D/global");

    killWhen("copies", "rebuild", "pg_basebackup");
    assertThat(beside()).contains("data.new");

    ResourceReport found = a.look();
    assertThat(found.data()).isEqualTo(DataState.PRESENT);
    assertThat(found.spoiled()).isFalse();
    await().atMost(LONG).untilAsserted(() -> assertThat(beside()).isEmpty());
    assertThat(programs(scripts.path("copies").toString())).isZero();
    a.resource.realign(fromB(), new TestTask());
    assertRejoined();
  }

  @Test
  void duringACopyByAProgramOfTheOperatorsTheFormerDataComeBack() throws Exception {
    stopping(
        "makes", "mkdir -p " + a.dataDir + "/global; touch " + a.dataDir + "/global/pg_control");
    Files.createFile(a.dataDir.resolve("mine"));

    killWhen("makes", "rebuild", "method");
    assertThat(a.dataDir.resolve("mine")).doesNotExist();

    assertThat(a.look().spoiled()).isFalse();
    assertThat(a.dataDir.resolve("mine")).exists();
    await().atMost(LONG).untilAsserted(() -> assertThat(beside()).isEmpty());
    assertThat(programs(scripts.path("makes").toString())).isZero();
    a.resource.realign(fromB(), new TestTask());
    assertRejoined();
  }

  @Test
  void whileOneCopyTakesOverFromAnotherTheCompleteOneDoes() throws Exception {
    b.retainFor("a", "c");
    TestNode c = harness.node("c");
    c.rebuildFrom(b);
    Path ready = a.dataDir.resolveSibling("data.ready");
    Files.move(c.dataDir, ready);
    Files.writeString(a.dataDir.resolveSibling("data.realigning"), "work=CHANGING\n");
    Files.move(a.dataDir, a.dataDir.resolveSibling("data.old-20260101-000000"));
    a.adopt();

    assertThat(a.look().role()).isEqualTo(Role.REPLICA);
    assertThat(a.look().spoiled()).isFalse();
    assertThat(beside()).containsExactly("data.old-20260101-000000");
    assertRejoined();
  }

  @Test
  void aSpoiledCopyThatWasPutAsideStaysOneAndIsNotRemovedBeforeThereIsAnother() throws Exception {
    Path old = a.dataDir.resolveSibling("data.old-20260101-000000");
    Files.writeString(
        a.dataDir.resolveSibling("data.realigning"),
        "work=REPLACING\nformer=" + old + "\nformer-is-whole=false\n");
    Files.move(a.dataDir, old);
    Files.createDirectories(a.dataDir.resolve("global"));
    a.adopt();

    assertThat(a.look().spoiled()).isTrue();
    assertThat(a.dataDir.resolve("base")).isDirectory();
    assertThat(a.look().systemId()).isEqualTo(b.look().systemId());
    a.with(config -> config.binNames(Map.of("pg_basebackup", "/bin/false")));
    assertThatThrownBy(() -> a.resource.rebuild(fromB(), new TestTask()))
        .isInstanceOf(ResourceException.class);
    assertThat(a.dataDir.resolve("base")).isDirectory();
  }
}
