package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.PromotionRefused;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskStage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code pre_promote} and {@code before_stop}. */
class HooksTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;

  @BeforeEach
  void folder() throws IOException {
    scripts = new ScriptFolder(harness.folder());
  }

  private TestNode replicaThatAsks(Script prePromote) throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").with(c -> c.prePromote(prePromote)).cloneFrom(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    a.stop(StopMode.FAST);
    return b;
  }

  @Test
  void aPromotionIsAskedFor() throws Exception {
    TestNode b = replicaThatAsks(scripts.noting("pre_promote", "now"));

    b.promote();

    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(scripts.log()).containsExactly("pre_promote now");
  }

  @Test
  void aPromotionThatIsRefusedDoesNotHappen() throws Exception {
    TestNode b =
        replicaThatAsks(scripts.script("no", "echo not today; exit 3", "--password=secret"));
    TestTask task = new TestTask();

    assertThatThrownBy(() -> b.resource.promote(TestNode.permit(), task))
        .isInstanceOf(PromotionRefused.class)
        .hasMessageContaining("ended with 3: not today")
        .hasMessageNotContaining("secret");

    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
    assertThat(task.stage(TaskStage.Kind.POINT_OF_NO_RETURN)).isEmpty();
  }

  @Test
  void aScriptThatCannotBeRunRefusesToo() throws Exception {
    TestNode b = replicaThatAsks(Script.of("/nowhere/pre_promote"));

    assertThatThrownBy(() -> b.resource.promote(TestNode.permit(), new TestTask()))
        .isInstanceOf(PromotionRefused.class)
        .hasMessageContaining("/nowhere/pre_promote");
  }

  @Test
  void aScriptThatHangsIsEndedWithThePromotion() throws Exception {
    TestNode b =
        replicaThatAsks(scripts.script("hang", "echo $$ > $DIR/pid; sleep 1000 & sleep 1000"));
    TestTask cancelled = new TestTask();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                b.resource.promote(TestNode.permit(), cancelled);
              } catch (Exception e) {
                end.complete(e);
              }
            },
            "promote")
        .start();
    await().until(() -> scripts.has("pid") && !Files.readString(scripts.path("pid")).isBlank());

    cancelled.cancel();

    assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(TaskCancelled.class);
    await().atMost(Duration.ofSeconds(5)).until(() -> !groupLives());
    assertThat(b.look().role()).isEqualTo(Role.REPLICA);

    TestTask brief = new TestTask(Duration.ofMillis(300));
    assertThatThrownBy(() -> b.resource.promote(TestNode.permit(), brief))
        .isInstanceOf(PromotionRefused.class)
        .hasMessageContaining("did not end in time");
  }

  private boolean groupLives() throws Exception {
    String group = Files.readString(scripts.path("pid")).strip();
    return new ProcessBuilder("kill", "-0", "--", "-" + group).start().waitFor() == 0;
  }

  @Test
  void aStopIsPreparedForWhateverThePreparationSays() throws Exception {
    Script script =
        scripts.script(
            "before_stop",
            "test -e "
                + harness.folder()
                + "/a/data/postmaster.pid && echo up >> $DIR/log; exit 1");
    TestNode a = harness.node("a").with(c -> c.beforeStop(script)).primary();

    a.stop(StopMode.FAST);

    assertThat(a.look().cleanShutdown()).isTrue();
    assertThat(scripts.log()).containsExactly("up");
    a.stop(StopMode.FAST);
    assertThat(scripts.log()).hasSize(1);
  }

  @Test
  void aPreparationThatHangsHoldsNeitherAStopNorAFenceUpForEver() throws Exception {
    Script script = scripts.script("before_stop", "touch $DIR/begun; sleep 1000");
    TestNode a = harness.node("a").with(c -> c.beforeStop(script)).primary();

    a.resource.stop(StopMode.FAST, new TestTask(Duration.ofSeconds(3)));
    assertThat(a.look().cleanShutdown()).isTrue();

    Files.delete(scripts.path("begun"));
    a.startAsPrimary();
    CompletableFuture<Void> stop =
        CompletableFuture.runAsync(
            () -> {
              try {
                a.resource.stop(StopMode.FAST, new TestTask());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> scripts.has("begun"));
    a.resource.fence();
    stop.get(5, TimeUnit.SECONDS);
  }
}
