package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is looked at before a rejoin touches anything, and what becomes of programs that hang. */
class RejoinPlanTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;
  private TestNode a;
  private TestNode b;

  /** {@code a} still runs, and has what its successor {@code b} never had. */
  @BeforeEach
  void twoPrimaries() throws Exception {
    scripts = new ScriptFolder(harness.folder());
    a = harness.node("a").primary();
    b = harness.node("b").cloneFrom(a);
    b.retainFor("a");
    await().atMost(LONG).until(() -> b.look().streaming());
    b.promote();
    a.sql("CREATE TABLE more (x int)");
    await().atMost(LONG).until(() -> !b.look().checkpointPending());
  }

  private FollowRequest fromB() {
    return new FollowRequest(b.asSource(), TestNode.CLUSTER);
  }

  private static List<String> plans(TestTask task) {
    return task.stages.stream()
        .filter(stage -> stage.kind() == TaskStage.Kind.PLAN)
        .map(TaskStage::detail)
        .toList();
  }

  private String tool(String name, String body) throws Exception {
    scripts.script(name, body);
    return scripts.path(name).toString();
  }

  private static String program(String name) {
    return PostgresHarness.binDir() + "/" + name + " \"$@\"";
  }

  private void assertAsBefore() {
    assertThat(a.look().spoiled()).isFalse();
    assertThat(a.dataDir.resolveSibling("data.realigning")).doesNotExist();
    assertThat(a.dataDir.resolveSibling("data.new")).doesNotExist();
  }

  @Test
  void thePlanIsToldAndARoleWithoutRightsIsNamedBeforeAnythingIsTouched() throws Exception {
    TestTask first = new TestTask();
    b.sql("REVOKE EXECUTE ON FUNCTION pg_read_binary_file(text) FROM rewinder");

    assertThatThrownBy(() -> a.resource.realign(fromB(), first))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("role rewinder may not call pg_read_binary_file(text) at b");

    assertThat(a.look().running()).as("nothing was touched").isEqualTo(RunPhase.RUNNING);
    assertThat(a.look().realignPossible()).as("a copy is the next step").isFalse();
    assertAsBefore();
    assertThat(plans(first)).singleElement().asString().contains("no rewind, since", "copy from b");

    b.sql("GRANT EXECUTE ON FUNCTION pg_read_binary_file(text) TO rewinder");
    TestTask second = new TestTask();
    a.resource.realign(fromB(), second);

    assertThat(plans(second))
        .singleElement()
        .asString()
        .startsWith("rewind from b (ended after 5 min without progress); if that fails copy from b")
        .contains(" MB needed, ", " free");
    a.startFollowing(b);
    await().atMost(LONG).until(() -> a.look().streaming());
  }

  @Test
  void walThatIsGoneIsNoticedBeforeAnythingIsTouched() throws Exception {
    a.stop(StopMode.FAST);
    try (var files = Files.list(a.dataDir.resolve("pg_wal"))) {
      for (Path file : files.filter(f -> f.toString().contains("00000001")).toList()) {
        Files.delete(file);
      }
    }

    assertThatThrownBy(() -> a.resource.realign(fromB(), new TestTask()))
        .hasMessageContaining("not rewound: WAL file 0000000100000000000000")
        .hasMessageContaining("is gone here");

    assertAsBefore();
    assertThat(a.look().realignPossible()).isFalse();
  }

  @Test
  void aRewindThatFailsBeforeItWritesLeavesTheCopyAsItWas() throws Exception {
    String fails = tool("fails", "echo 'pg_rewind: error: could not find it'; exit 1");
    a.with(config -> config.binNames(Map.of("pg_rewind", fails)));

    assertThatThrownBy(() -> a.resource.realign(fromB(), new TestTask()))
        .hasMessageContaining("could not find it");

    assertAsBefore();
    assertThat(a.look().realignPossible()).isFalse();
    a.startAsPrimary();
    assertThat(a.ask("SELECT count(*) FROM more")).isEqualTo("0");
  }

  @Test
  void programsThatHangAreEndedAndSlowOnesAreNot() throws Exception {
    Duration patience = Duration.ofSeconds(2);
    String hangs = tool("hangs", "sleep 1000");
    a.with(
        config ->
            config
                .copyPatience(patience)
                .binNames(Map.of("pg_basebackup", hangs, "pg_rewind", hangs)));
    long begin = System.nanoTime();
    assertThatThrownBy(() -> a.resource.rebuild(fromB(), new TestTask()))
        .hasMessageContaining("hangs got no further for 2 s and was killed");
    assertAsBefore();
    assertThatThrownBy(() -> a.resource.realign(fromB(), new TestTask()))
        .hasMessageContaining("hangs got no further for 2 s and was killed");
    Figures.note(
        "two hung programs, 2 s each", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));

    assertThat(a.look().spoiled()).as("nobody knows how far it was").isTrue();

    String slow =
        tool(
            "slow",
            "for i in 1 2 3 4 5 6 7; do echo \"$i/9 kB ($i%), 0/1 tablespace\"; sleep 0.5; done\nexec "
                + program("pg_basebackup"));
    a.with(config -> config.copyPatience(patience).binNames(Map.of("pg_basebackup", slow)));
    a.resource.rebuild(fromB(), new TestTask());
    assertThat(a.look().spoiled()).isFalse();
  }

  @Test
  void aProgramOfTheOperatorsIsEndedWhenNothingOfItMovesForLong() throws Exception {
    a.stop(StopMode.FAST);
    Script hangs = scripts.script("hangs", "sleep 1000");
    a.with(
        config ->
            config
                .copyPatience(Duration.ofMillis(200))
                .createReplicaMethods(
                    List.of(new ReplicaMethod("mine", hangs, false, false, true, Map.of()))));

    assertThatThrownBy(() -> a.resource.rebuild(fromB(), new TestTask()))
        .hasMessageContaining("got no further for 2 s and was killed");

    assertAsBefore();
    a.startAsPrimary();
  }
}
