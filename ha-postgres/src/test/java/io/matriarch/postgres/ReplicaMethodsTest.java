package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.postgres.process.OsUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReplicaMethodsTest {
  private static final String NOTE_AND_COPY =
      "echo \"$*\" >> $DIR/log\n"
          + "for a; do case $a in --datadir=*) D=${a#*=};; --connstring=*) C=${a#*=};; esac; done\n"
          + "ls $D >> $DIR/log\n"
          + PostgresHarness.binDir()
          + "/pg_basebackup -D $D -d \"$C\" -c fast -X stream -w";

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;
  private TestNode a;

  @BeforeEach
  void sourceAndFolder() throws Exception {
    scripts = new ScriptFolder(harness.folder());
    a = harness.node("a").primary();
    a.retainFor("b");
  }

  private static ReplicaMethod method(
      String name, Script script, boolean keepData, boolean noParams, Map<String, String> more) {
    return new ReplicaMethod(name, script, keepData, false, noParams, more);
  }

  private TestNode nodeWith(ReplicaMethod... methods) {
    return harness.node("b").with(c -> c.createReplicaMethods(List.of(methods)));
  }

  private void awaitStreaming(TestNode node) {
    await().atMost(Duration.ofSeconds(10)).until(() -> node.look().streaming());
  }

  private List<Path> beside(TestNode node, String what) throws IOException {
    try (Stream<Path> files = Files.list(node.dataDir.getParent())) {
      return files.filter(p -> p.getFileName().toString().startsWith("data" + what)).toList();
    }
  }

  @Test
  void aProgramOfTheOperatorsMakesTheData() throws Exception {
    Script script = scripts.script("copy", NOTE_AND_COPY);
    TestNode b = nodeWith(method("mine", script, false, false, Map.of("threads", "4")));

    b.cloneFrom(a);

    assertThat(scripts.log())
        .containsExactly(
            "--threads=4 --scope=test-cluster --role=replica --datadir="
                + b.dataDir
                + " --connstring="
                + scripts.log().get(0).replaceFirst("^.*--connstring=", ""));
    assertThat(scripts.log().get(0)).contains("user=replicator").doesNotContain("repl-secret");
    awaitStreaming(b);
    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
    assertThat(beside(b, ".realigning")).isEmpty();

    b.rebuildFrom(a);
    assertThat(beside(b, ".old")).isEmpty();
  }

  @Test
  void aProgramMayInsistOnCreatingTheDirectory() throws Exception {
    Script script = scripts.script("copy", NOTE_AND_COPY.replace("ls $D", "mkdir -m 700 $D"));
    TestNode b = nodeWith(method("mine", script, false, false, Map.of()));
    Path parent = Files.createDirectories(b.dataDir.getParent());
    OsUser.forThisProcess("postgres").own(parent);

    b.cloneFrom(a);
    awaitStreaming(b);
    b.rebuildFrom(a);
    assertThat(scripts.log()).hasSize(2);
  }

  @Test
  void theNextMethodIsTriedAndFormerDataComeBackIfNoneHelps() throws Exception {
    Script fails = scripts.script("fails", "touch $1/junk; echo no space; exit 1");
    Script empty = scripts.script("empty", "exit 0");
    TestNode b = nodeWith(method("x", fails, false, true, Map.of()), ReplicaMethod.BASEBACKUP);
    b.cloneFrom(a);
    awaitStreaming(b);
    b.stop(StopMode.FAST);
    b.with(
        c ->
            c.createReplicaMethods(
                List.of(
                    method("x", fails, false, true, Map.of()),
                    method("y", empty, false, true, Map.of()))));

    assertThatThrownBy(() -> b.rebuildFrom(a))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("replica method y")
        .hasMessageContaining("left no data");

    assertThat(beside(b, ".realigning")).isEmpty();
    b.startFollowing(a);
    awaitStreaming(b);
  }

  @Test
  void aProgramMayWorkOnTheDataThatAreThere() throws Exception {
    TestNode b = harness.node("b").cloneFrom(a);
    b.stop(StopMode.FAST);
    Files.createFile(b.dataDir.resolve("mine"));
    Script keeps =
        scripts.script("keeps", "echo \"$*\" >> $DIR/log; test -e $1/mine", b.dataDir.toString());
    Script fails = scripts.script("fails", "rm $1/PG_VERSION; exit 1", b.dataDir.toString());
    b.with(
        c -> c.createReplicaMethods(List.of(method("k", keeps, true, true, Map.of("delta", "")))));

    b.rebuildFrom(a);
    assertThat(scripts.log()).containsExactly(b.dataDir + " --delta=");
    b.startFollowing(a);
    awaitStreaming(b);

    b.with(c -> c.createReplicaMethods(List.of(method("f", fails, true, true, Map.of()))));
    assertThatThrownBy(() -> b.rebuildFrom(a)).isInstanceOf(ResourceException.class);
    assertThat(b.resource.compare(a.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
    assertThatThrownBy(() -> b.startFollowing(a)).isInstanceOf(ResourceException.class);
  }

  @Test
  void aProgramThatIsCancelledIsEndedAndLeavesWhatWasThere() throws Exception {
    TestNode b = harness.node("b").cloneFrom(a);
    Script hangs = scripts.script("hangs", "touch $DIR/begun; sleep 1000");
    b.with(c -> c.createReplicaMethods(List.of(method("h", hangs, false, true, Map.of()))));
    TestTask task = new TestTask();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                b.resource.rebuild(new FollowRequest(a.asSource(), TestNode.CLUSTER), task);
              } catch (Exception e) {
                end.complete(e);
              }
            },
            "rebuild")
        .start();
    await().until(() -> scripts.has("begun"));

    task.cancel();

    assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(TaskCancelled.class);
    b.startFollowing(a);
    awaitStreaming(b);
  }

  @Test
  void optionsOfTheBaseBackupAreUsed() throws Exception {
    TestNode b = harness.node("b").with(c -> c.basebackup(List.of("label=mine", "pgdata=/x")));

    b.cloneFrom(a);

    assertThat(Files.readString(b.dataDir.resolve("backup_label.old"))).contains("LABEL: mine");
  }

  @Test
  void divergedDataArePutAsideOnceUnlessTheyMayBeRemoved() throws Exception {
    TestNode b = harness.node("b").cloneFrom(a);
    awaitStreaming(b);
    diverge(b);

    b.rebuildFrom(a);
    List<Path> kept = beside(b, ".old");
    assertThat(kept).hasSize(1);
    Files.createFile(kept.get(0).resolve("the first"));

    b.startFollowing(a);
    awaitStreaming(b);
    diverge(b);
    b.rebuildFrom(a);
    assertThat(beside(b, ".old"))
        .singleElement()
        .satisfies(second -> assertThat(second.resolve("the first")).doesNotExist());

    b.with(c -> c.removeDataDirectoryOnDivergedTimelines(true));
    b.startFollowing(a);
    awaitStreaming(b);
    diverge(b);
    b.rebuildFrom(a);
    assertThat(beside(b, ".old")).isEmpty();
  }

  private void diverge(TestNode node) throws Exception {
    node.promote();
    node.sql("CREATE TABLE diverged AS SELECT 1");
    node.stop(StopMode.FAST);
    assertThat(node.resource.compare(a.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
  }
}
