package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A file system that is too small for a second copy, until somebody makes it larger. */
class DiskFullTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private TestNode a;
  private TestNode b;
  private boolean mounted;

  @BeforeEach
  void aReplicaOnASmallFileSystem() throws Exception {
    a = harness.node("a").primary();
    b = harness.node("b");
    Path folder = Files.createDirectories(b.dataDir.getParent());
    mounted = mount("-t", "tmpfs", "-o", "size=200m", "tmpfs", folder.toString());
    assumeTrue(mounted, "only root can mount a small file system");
    b.cloneFrom(a);
    await().atMost(LONG).until(() -> b.look().streaming());
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      a.end();
      b.end();
      run("umount", "-l", b.dataDir.getParent().toString());
    }
  }

  private static boolean mount(String... words) throws Exception {
    return run(Stream.concat(Stream.of("mount"), Stream.of(words)).toArray(String[]::new));
  }

  private static boolean run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private void resize(long megabytes) throws Exception {
    assertThat(mount("-o", "remount,size=" + megabytes + "m", b.dataDir.getParent().toString()))
        .isTrue();
  }

  private long usedMegabytes() throws Exception {
    var store = Files.getFileStore(b.dataDir);
    return (store.getTotalSpace() - store.getUsableSpace()) >> 20;
  }

  private List<String> beside() throws Exception {
    try (Stream<Path> files = Files.list(b.dataDir.getParent())) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(name -> !List.of("data", "data.log", "data.pgpass").contains(name))
          .toList();
    }
  }

  @Test
  void aCopyThatDoesNotFitIsNotBegunAndOneThatRunsOutIsNotRepeatedUntilThereIsMore()
      throws Exception {
    resize(usedMegabytes() + 20);
    assertThatThrownBy(() -> b.rebuildFrom(a))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("cannot copy from a: no room: ")
        .hasMessageContaining(" MB needed, ");
    assertThat(b.look().running()).as("not even stopped").isEqualTo(RunPhase.RUNNING);

    // Whoever may not see how large it is learns it the hard way, once.
    b.with(config -> config.rewind(Credentials.of("rewinder", "wrong")));
    assertThatThrownBy(() -> b.rebuildFrom(a)).hasMessageContaining("No space left on device");
    assertThat(beside()).isEmpty();
    assertThat(b.look().spoiled()).isFalse();
    assertThatThrownBy(() -> b.rebuildFrom(a)).hasMessageContaining("did not suffice");
    b.startFollowing(a);
    await().atMost(LONG).until(() -> b.look().streaming());

    resize(300);
    b.rebuildFrom(a);
    assertThat(beside()).isEmpty();
    b.startFollowing(a);
    await().atMost(LONG).until(() -> b.look().streaming());
  }

  @Test
  void aRewindThatRunsOutLeavesTheFormerDataUntilACopyFits() throws Exception {
    ScriptFolder scripts = new ScriptFolder(harness.folder());
    b.promote();
    b.sql("CREATE TABLE more AS SELECT 1");
    b.stop(StopMode.FAST);
    a.sql("CREATE TABLE others AS SELECT 1");
    FollowRequest fromA = new FollowRequest(a.asSource(), TestNode.CLUSTER);
    resize(usedMegabytes() + 10);
    assertThatThrownBy(() -> b.resource.realign(fromA, new TestTask()))
        .hasMessageContaining("cannot rewind: no room");
    assertThat(b.look().spoiled()).isFalse();

    resize(usedMegabytes() + 75);
    scripts.script(
        "full",
        "echo 'pg_rewind: need to copy 1 MB'\n"
            + "echo 'pg_rewind: error: could not write file: No space left on device'; exit 1");
    b.with(config -> config.binNames(Map.of("pg_rewind", scripts.path("full").toString())));
    assertThatThrownBy(() -> b.resource.realign(fromA, new TestTask()))
        .hasMessageContaining("No space left on device");
    assertThat(b.look().spoiled()).isTrue();
    assertThatThrownBy(() -> b.resource.rebuild(fromA, new TestTask()))
        .hasMessageContaining("no room");
    assertThat(b.dataDir).isDirectory();

    resize(400);
    b.resource.rebuild(fromA, new TestTask());
    assertThat(beside()).singleElement().asString().startsWith("data.old-");
    assertThat(b.look().spoiled()).isFalse();
  }
}
