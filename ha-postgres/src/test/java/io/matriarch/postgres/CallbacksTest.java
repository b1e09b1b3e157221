package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallbacksTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;

  @BeforeEach
  void folder() throws IOException {
    scripts = new ScriptFolder(harness.folder());
  }

  private Map<CallbackAction, Script> all() throws IOException {
    Map<CallbackAction, Script> all = new EnumMap<>(CallbackAction.class);
    for (CallbackAction action : CallbackAction.values()) {
      all.put(action, scripts.noting("cb_" + action.word(), "'own argument'"));
    }
    return all;
  }

  private TestNode node(String name) throws IOException {
    Map<CallbackAction, Script> callbacks = all();
    return harness.node(name).with(c -> c.callbacks(callbacks));
  }

  private static String call(String action, String role) {
    return "cb_" + action + " own argument " + action + " " + role + " test-cluster";
  }

  private void awaitCalls(String... calls) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(scripts.log()).containsExactly(calls));
  }

  private static StartRequest primary(Permit permit) {
    return new StartRequest(Optional.of(permit), Optional.empty(), TestNode.CLUSTER);
  }

  @Test
  void aServersLifeIsTold() throws Exception {
    TestNode a = node("a").primary();
    awaitCalls(call("on_start", "primary"));

    a.resource.restart(primary(TestNode.permit()), new TestTask());
    awaitCalls(call("on_start", "primary"), call("on_restart", "primary"));

    a.resource.configure(TestNode.CLUSTER, true, TestNode.call());
    a.stop(StopMode.FAST);
    await().atMost(Duration.ofSeconds(10)).until(() -> scripts.log().size() == 4);
    // The reload's callback runs beside the others.
    assertThat(scripts.log())
        .contains(call("on_reload", "primary"), call("on_stop", "primary"))
        .startsWith(call("on_start", "primary"), call("on_restart", "primary"));
    a.stop(StopMode.FAST);
    assertThat(scripts.log()).hasSize(4);
  }

  @Test
  void changesOfRolesAreToldInsteadOfStarts() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = node("b").cloneFrom(a);
    awaitCalls(call("on_start", "replica"));
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    a.stop(StopMode.FAST);

    b.promote();
    awaitCalls(call("on_start", "replica"), call("on_role_change", "primary"));

    b.stop(StopMode.FAST);
    a.startAsPrimary();
    b.startFollowing(a);
    awaitCalls(
        call("on_start", "replica"),
        call("on_role_change", "primary"),
        call("on_stop", "primary"),
        call("on_role_change", "replica"));
  }

  @Test
  void aServerThatRunsAlreadyIsToldOnce() throws Exception {
    TestNode a = harness.node("a").primary();
    Map<CallbackAction, Script> callbacks = all();
    a.with(c -> c.callbacks(callbacks));

    a.look();
    a.look();

    awaitCalls(call("on_start", "primary"));
    a.look();
    a.resource.fence();
    awaitCalls(call("on_start", "primary"), call("on_stop", "primary"));
  }

  @Test
  void whoShouldHaveLedAndDoesNotStartIsDemoted() throws Exception {
    TestNode a = node("a").primary();
    a.stop(StopMode.FAST);
    a.with(c -> c.parameters(TestNode.parameters(Map.of("shared_preload_libraries", "none_such"))));
    Map<CallbackAction, Script> callbacks = all();
    a.with(
        c ->
            c.callbacks(callbacks)
                .parameters(TestNode.parameters(Map.of("shared_preload_libraries", "none_such"))));

    assertThatThrownBy(() -> a.resource.start(primary(TestNode.permit()), new TestTask()))
        .isInstanceOf(ResourceException.class);

    awaitCalls(
        call("on_start", "primary"), call("on_stop", "primary"), call("on_role_change", "demoted"));
  }

  @Test
  void theNextCallbackEndsTheOneBeforeWithAllThatItStarted() throws Exception {
    Script hanging =
        scripts.script(
            "hang", "sh -c 'echo $$ > $0/child; sleep 1000; :' $DIR & echo $$ > $DIR/parent; wait");
    Script stop = scripts.noting("stop");
    Script reload = scripts.script("reload", "echo $$ > $DIR/reload_pid; exec sleep 1000");
    TestNode a =
        harness
            .node("a")
            .with(
                c ->
                    c.callbacks(
                        Map.of(
                            CallbackAction.ON_START, hanging,
                            CallbackAction.ON_STOP, stop,
                            CallbackAction.ON_RELOAD, reload)));
    a.primary();
    await().until(() -> scripts.has("child") && scripts.has("parent"));
    long child = pid("child");
    long parent = pid("parent");

    a.resource.configure(TestNode.CLUSTER, true, TestNode.call());
    await().until(() -> scripts.has("reload_pid"));
    assertThat(List.of(isAlive(child), isAlive(parent))).containsOnly(true);

    a.stop(StopMode.FAST);

    awaitCalls("stop on_stop primary test-cluster");
    await().atMost(Duration.ofSeconds(5)).until(() -> !isAlive(child) && !isAlive(parent));
    long reloading = pid("reload_pid");
    assertThat(isAlive(reloading)).isTrue();
    ProcessHandle.of(reloading).ifPresent(ProcessHandle::destroyForcibly);
  }

  private long pid(String name) throws Exception {
    await().until(() -> !Files.readString(scripts.path(name)).isBlank());
    return Long.parseLong(Files.readString(scripts.path(name)).strip());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
