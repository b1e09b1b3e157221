package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.process.OsUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator adds to the creation of a cluster, or does instead. */
class NewClusterTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;

  @BeforeEach
  void folder() throws IOException {
    scripts = new ScriptFolder(harness.folder());
  }

  private static boolean isKeptAsFailed(TestNode node) throws IOException {
    try (Stream<Path> files = Files.list(node.dataDir.getParent())) {
      return files.anyMatch(p -> p.getFileName().toString().startsWith("data.failed-"));
    }
  }

  private static String psql() {
    return PostgresHarness.binDir().resolve("psql").toString();
  }

  @Test
  void aScriptFillsTheNewClusterWithoutSeeingAPassword() throws Exception {
    Script script =
        scripts.script(
            "fill",
            "echo \"$*\" >> $DIR/log; env >> $DIR/log\n"
                + psql()
                + " -X -w \"$2\" -c 'CREATE TABLE filled AS SELECT 1'",
            "mine");
    TestNode a = harness.node("a").with(c -> c.postBootstrap(script));

    a.bootstrap();

    assertThat(a.ask("SELECT count(*) FROM filled")).isEqualTo("1");
    assertThat(scripts.log().get(0))
        .isEqualTo("mine dbname=postgres user=postgres host=localhost port=" + a.port);
    assertThat(scripts.log())
        .contains("PGOPTIONS=-c synchronous_commit=local -c statement_timeout=0")
        .noneMatch(line -> line.contains("super-secret"));
  }

  @Test
  void aScriptThatIsNotContentUndoesTheCreation() throws Exception {
    Script script = scripts.script("fill", "echo no; exit 7");
    TestNode a = harness.node("a").with(c -> c.postBootstrap(script));

    assertThatThrownBy(a::bootstrap)
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("ended with 7: no")
        .hasMessageContaining("data.failed-");

    assertThat(isKeptAsFailed(a)).isTrue();
    assertThat(a.look().data()).isEqualTo(DataState.EMPTY);
  }

  @Test
  void aScriptThatHangsEndsWithTheTask() throws Exception {
    Script script = scripts.script("fill", "touch $DIR/begun; sleep 1000");
    TestNode a = harness.node("a").with(c -> c.postBootstrap(script));
    TestTask task =
        new TestTask() {
          @Override
          public void checkCancelled() throws TaskCancelled {
            if (scripts.has("begun")) {
              throw new TaskCancelled("the test says so");
            }
          }
        };
    Files.createDirectories(a.dataDir.getParent());

    assertThatThrownBy(() -> a.resource.bootstrap(TestNode.permit(), TestNode.CLUSTER, task))
        .isInstanceOf(TaskCancelled.class);

    assertThat(isKeptAsFailed(a)).isTrue();
  }

  /** A stopped cluster with other roles and rules, and more connections than ours. */
  private Path backup() throws Exception {
    Path archive = Files.createDirectory(harness.folder().resolve("archive"));
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rwxrwxrwx"));
    TestNode old =
        harness
            .node("old")
            .with(
                c ->
                    c.superuser(Credentials.of("postgres", "another"))
                        .parameters(
                            TestNode.parameters(
                                Map.of(
                                    "archive_mode",
                                    "on",
                                    "archive_command",
                                    "cp %p " + archive + "/%f"))));
    old.bootstrap();
    try (var connection = old.connect("postgres", "another");
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t AS SELECT 1 AS x");
    }
    Path copy = harness.folder().resolve("backup");
    Process made =
        new ProcessBuilder(
                PostgresHarness.binDir() + "/pg_basebackup",
                "-D",
                copy.toString(),
                "-d",
                "user=replicator password=repl-secret host=127.0.0.1 port=" + old.port,
                "-c",
                "fast",
                "-X",
                "none")
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    assertThat(new ProcessBuilder("chmod", "-R", "a+rX", copy.toString()).start().waitFor())
        .isZero();
    try (var connection = old.connect("postgres", "another");
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO t VALUES (2)");
      statement.execute("SELECT pg_create_restore_point('here')");
      statement.execute("INSERT INTO t VALUES (3)");
    }
    old.stop(StopMode.FAST);
    return copy;
  }

  @Test
  void aClusterIsRestoredUntilAPointAndBecomesOurs() throws Exception {
    Path backup = backup();
    Script restore =
        scripts.script(
            "restore",
            "echo \"$*\" >> $DIR/log\n"
                + "for a; do case $a in --datadir=*) D=${a#*=};; esac; done\n"
                + "cp -r "
                + backup
                + "/. $D && chmod -R go-rwx $D");
    Map<String, String> recovery =
        Map.of(
            "restore_command", "cp " + harness.folder() + "/archive/%f %p",
            "recovery_target_name", "here",
            "recovery_target_action", "promote");
    TestNode a =
        harness
            .node("a")
            .with(
                c ->
                    c.bootstrapMethod(
                        new CustomBootstrap(
                            "pitr", restore, false, Map.of("depth", "1"), false, recovery)));
    Files.createDirectories(a.dataDir.getParent());
    Files.setPosixFilePermissions(
        a.dataDir.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    TestTask task = new TestTask();

    a.resource.bootstrap(TestNode.permit(), TestNode.CLUSTER, task);

    assertThat(scripts.log())
        .containsExactly("--depth=1 --scope=test-cluster --datadir=" + a.dataDir);
    assertThat(task.stages)
        .extracting(TaskStage::detail)
        .contains("running custom bootstrap script");
    assertThat(a.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(a.ask("SELECT count(*) FROM t")).isEqualTo("2");
    assertThat(Files.readString(a.dataDir.resolve("postgresql.auto.conf")))
        .doesNotContain("restore_command");
    assertThat(a.dataDir.resolve("recovery.signal")).doesNotExist();
    assertThatThrownBy(() -> a.connect("postgres", "another").close())
        .hasMessageContaining("password authentication failed");
    TestNode b = harness.node("b").cloneFrom(a);
    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
  }

  @Test
  void aMethodMayInsistOnCreatingTheDirectory() throws Exception {
    Script make =
        scripts.script(
            "make",
            "for a; do D=${a#*=}; done; mkdir -m 700 $D && "
                + PostgresHarness.binDir().resolve("initdb")
                + " -U postgres $D");
    TestNode a =
        harness
            .node("a")
            .with(
                c ->
                    c.bootstrapMethod(
                        new CustomBootstrap("mine", make, false, Map.of(), false, Map.of())));
    OsUser.forThisProcess("postgres").own(Files.createDirectories(a.dataDir.getParent()));

    a.bootstrap();

    assertThat(a.look().role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  void aMethodThatFailsLeavesItsDataUnderAnotherName() throws Exception {
    Script fails = scripts.script("fails", "for a; do D=${a#*=}; done; touch $D/half; exit 1");
    TestNode a =
        harness
            .node("a")
            .with(
                c ->
                    c.bootstrapMethod(
                        new CustomBootstrap("mine", fails, false, Map.of(), false, Map.of())));

    assertThatThrownBy(a::bootstrap).hasMessageContaining("custom bootstrap failed: mine");

    assertThat(isKeptAsFailed(a)).isTrue();
  }
}
