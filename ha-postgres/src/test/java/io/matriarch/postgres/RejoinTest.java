package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
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

/** A former primary comes back beside its successor. */
class RejoinTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private TestNode a;
  private TestNode b;

  @BeforeEach
  void twoNodes() throws Exception {
    a = harness.node("a").primary();
    b = harness.node("b").cloneFrom(a);
    b.retainFor("a");
    a.sql("CREATE TABLE t (x int)");
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  private void awaitCaughtUp(TestNode replica, TestNode primary) {
    long end = primary.look().position().orElseThrow().offset();
    await().atMost(Duration.ofSeconds(10)).until(() -> replica.look().replayed().orElse(0) >= end);
  }

  @Test
  void aFormerPrimaryOnTheSameTimelineAsItsSuccessorIsCopiedAfresh() throws Exception {
    TestNode c = harness.node("c").cloneFrom(a);
    awaitCaughtUp(b, a);
    awaitCaughtUp(c, a);
    a.stop(StopMode.FAST);
    b.promote();
    b.sql("INSERT INTO t VALUES (1)");
    b.killPostmaster();
    await().until(() -> b.look().running() == RunPhase.STOPPED);
    c.promote();
    c.sql("INSERT INTO t VALUES (2)");
    c.retainFor("b");
    FollowRequest fromC = new FollowRequest(c.asSource(), TestNode.CLUSTER);

    assertThat(b.resource.compare(c.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
    assertThatThrownBy(() -> b.resource.realign(fromC, new TestTask()))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("both primary on one timeline");
    assertThat(b.look().spoiled()).as("never started as a replica").isTrue();
    b.resource.rebuild(fromC, new TestTask());

    b.startFollowing(c);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  @Test
  void aCopyWhoseRewindDidNotEndIsNotStartedButCopiedAfresh() throws Exception {
    b.stop(StopMode.FAST);
    Path mark = b.dataDir.resolveSibling("data.realigning");
    Files.writeString(mark, "");
    FollowRequest fromA = new FollowRequest(a.asSource(), TestNode.CLUSTER);

    assertThat(b.resource.compare(a.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
    assertThatThrownBy(() -> b.startFollowing(a)).hasMessageContaining("copied afresh");
    assertThatThrownBy(() -> b.resource.realign(fromA, new TestTask()))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("copied afresh");

    b.resource.rebuild(fromA, new TestTask());

    assertThat(mark).doesNotExist();
    b.startFollowing(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  @Test
  void aCrashedPrimaryThatWroteMoreThanItsSuccessorHasIsRealigned() throws Exception {
    awaitCaughtUp(b, a);
    b.stop(StopMode.FAST);
    a.sql("INSERT INTO t SELECT generate_series(1, 10000)");
    a.killPostmaster();
    await().until(() -> a.look().running() == RunPhase.STOPPED);
    b.startFollowing(a);
    b.promote();
    b.sql("INSERT INTO t VALUES (-1)");
    await().atMost(Duration.ofSeconds(10)).until(() -> !b.look().checkpointPending());
    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);

    a.resource.realign(new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask());

    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(a.look().role()).isEqualTo(Role.REPLICA);
    a.startFollowing(b);
    await().atMost(Duration.ofSeconds(10)).until(() -> a.look().streaming());
    awaitCaughtUp(a, b);
    assertThat(a.ask("SELECT count(*) || '/' || min(x) FROM t")).isEqualTo("1/-1");
    assertThat(a.look().position().orElseThrow().epoch()).isEqualTo(2);
    assertThat(a.ask("SHOW port")).isEqualTo(Integer.toString(a.port));
  }

  @Test
  void optionsOfTheRewindAreUsed() throws Exception {
    a.stop(StopMode.FAST);
    b.promote();
    a.with(c -> c.rewindOptions(List.of("such-as-nobody-knows", "dry-run")));

    assertThatThrownBy(
            () ->
                a.resource.realign(
                    new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask()))
        .hasMessageContaining("--such-as-nobody-knows");
  }

  @Test
  void aPrimaryThatStoppedInOrderFollowsItsSuccessorAsItIs() throws Exception {
    a.stop(StopMode.GRACEFUL);
    b.promote();

    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.IN_LINE);
    a.startFollowing(b);

    await().atMost(Duration.ofSeconds(10)).until(() -> a.look().streaming());
    assertThat(a.look().position().orElseThrow().epoch()).isEqualTo(2);
    assertThat(a.look().sourceAddress()).contains("127.0.0.1:" + b.port);
    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.IN_LINE);
  }

  @Test
  void aPrimaryThatWroteAfterItsSuccessorLeftIsDivergedAlthoughItStoppedInOrder() throws Exception {
    awaitCaughtUp(b, a);
    b.stop(StopMode.FAST);
    a.sql("INSERT INTO t VALUES (1)");
    a.stop(StopMode.FAST);
    b.startFollowing(a);
    b.promote();

    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
  }

  @Test
  void aSourceThatCannotBeAskedOrIsNotWritableLeavesTheAnswerOpen() throws Exception {
    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.UNKNOWN);

    b.stop(StopMode.FAST);

    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.UNKNOWN);
  }

  @Test
  void aRunningReplicaIsTurnedToTheNewPrimaryWithoutARestart() throws Exception {
    TestNode c = harness.node("c").cloneFrom(a);
    b.retainFor("a", "c");
    await().atMost(Duration.ofSeconds(10)).until(() -> c.look().streaming());
    long pid = c.pid();
    a.stop(StopMode.FAST);
    b.promote();

    c.resource.follow(new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask());

    await().atMost(Duration.ofSeconds(10)).until(() -> c.look().streaming());
    assertThat(c.look().sourceAddress()).contains("127.0.0.1:" + b.port);
    assertThat(c.look().position().orElseThrow().epoch()).isEqualTo(2);
    assertThat(c.pid()).isEqualTo(pid);
  }

  @Test
  void aReplicaThatPausesBetweenAttemptsConnectsWhenToldToFollowAgain() throws Exception {
    // Longer than the test: it does not connect by itself.
    Map<String, String> parameters = Map.of("wal_retrieve_retry_interval", "10min");
    ScriptFolder scripts = new ScriptFolder(harness.folder());
    Script noting = scripts.noting("reloaded");
    TestNode c =
        harness
            .node("c")
            .with(
                n ->
                    n.parameters(TestNode.parameters(parameters))
                        .callbacks(Map.of(CallbackAction.ON_RELOAD, noting)))
            .cloneFrom(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> c.look().streaming());
    a.stop(StopMode.IMMEDIATE);
    await().atMost(Duration.ofSeconds(10)).until(() -> !c.look().streaming());
    a.startAsPrimary();

    c.resource.follow(new FollowRequest(a.asSource(), TestNode.CLUSTER), new TestTask());

    await().atMost(Duration.ofSeconds(10)).until(() -> c.look().streaming());
    assertThat(scripts.log()).isEmpty();
  }

  @Test
  void aFailedCopyLeavesTheOldDirectoryAsItWas() throws Exception {
    a.stop(StopMode.FAST);
    b.stop(StopMode.FAST);

    assertThatThrownBy(() -> b.rebuildFrom(a))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("cannot copy from a");

    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
    assertThat(siblings(b)).containsExactlyInAnyOrder("data", "data.log", "data.pgpass");
  }

  @Test
  void aFreshCopyReplacesTheOldDirectory() throws Exception {
    Files.writeString(b.dataDir.resolve("old"), "");

    b.rebuildFrom(a);

    assertThat(b.dataDir.resolve("old")).doesNotExist();
    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
    assertThat(siblings(b)).containsExactlyInAnyOrder("data", "data.log", "data.pgpass");
    b.startFollowing(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  @Test
  void aWrongReplicationPasswordIsNamedInOneLine() throws Exception {
    TestNode c =
        harness.node("c").with(x -> x.replication(Credentials.of("replicator", "not-the-one")));

    assertThatThrownBy(() -> c.rebuildFrom(a))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("password authentication failed for user \"replicator\"")
        .hasMessageNotContaining("not-the-one")
        .hasMessageNotContaining("\n");
  }

  private static List<String> siblings(TestNode node) throws Exception {
    try (Stream<Path> files = Files.list(node.dataDir.getParent())) {
      return files.map(p -> p.getFileName().toString()).toList();
    }
  }
}
