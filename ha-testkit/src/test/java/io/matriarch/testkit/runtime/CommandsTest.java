package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Versioned;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be asked of running nodes, with real threads. */
class CommandsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Herd herd = new Herd();
  private NodeName leader;
  private NodeName replica;

  @BeforeEach
  void startHerd() {
    herd.add("a");
    herd.add("b");
    await().atMost(SOON).until(() -> herd.primary().isPresent());
    leader = herd.primary().orElseThrow();
    replica = NodeName.of(leader.value().equals("a") ? "b" : "a");
    await()
        .atMost(SOON)
        .until(() -> herd.resource(replica.value()).source().equals(Optional.of(leader + ":5432")));
  }

  @AfterEach
  void endHerd() {
    herd.close();
  }

  private CommandResult ask(NodeName node, Command command) throws Exception {
    return herd.nodes.get(node).submit(command).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Optional<String> document(String key) {
    return herd.store.image().document(key).map(Versioned::value);
  }

  @Test
  void theLeadMovesToWhoeverIsAsked() throws Exception {
    Command move =
        new Command.Move(
            Command.Move.Kind.SWITCHOVER,
            Optional.of(leader),
            Optional.of(replica),
            Optional.empty());

    CommandResult result = ask(replica, move);

    assertThat(result)
        .isEqualTo(CommandResult.done("Successfully switched over to \"" + replica + "\""));
    await().atMost(SOON).until(() -> herd.primary().equals(Optional.of(replica)));
    await().atMost(SOON).until(() -> document(StoreKeys.FAILOVER).equals(Optional.of("{}")));
    assertThat(herd.nodes.get(leader).journal())
        .extracting(JournalEntry::text)
        .contains("begun: stop graceful", "released");
  }

  @Test
  void aMoveFromSomebodyElseIsRefused() throws Exception {
    Command move =
        new Command.Move(
            Command.Move.Kind.SWITCHOVER, Optional.of(replica), Optional.empty(), Optional.empty());

    assertThat(ask(leader, move))
        .isEqualTo(new CommandResult(Outcome.PRECONDITION_FAILED, "leader name does not match"));
    assertThat(document(StoreKeys.FAILOVER)).isEmpty();
  }

  @Test
  void thePrimaryIsRestartedInPlace() throws Exception {
    int starts = herd.resource(leader.value()).starts.get();

    CommandResult result =
        ask(leader, new Command.Restart(RestartConditions.NONE, Optional.empty()));

    assertThat(result).isEqualTo(CommandResult.done("restarted successfully"));
    assertThat(herd.resource(leader.value()).starts.get()).isEqualTo(starts + 1);
    assertThat(herd.store.leader()).contains(leader);
    assertThat(herd.resource(leader.value()).writable()).isTrue();
  }

  @Test
  void aReplicaIsReplacedAndALeaderIsNot() throws Exception {
    assertThat(ask(leader, new Command.Reinitialize(false, false)))
        .isEqualTo(CommandResult.failed("I am the leader, can not reinitialize"));
    assertThat(ask(replica, new Command.Reinitialize(false, false)))
        .isEqualTo(CommandResult.done("reinitialize started"));
    await()
        .atMost(SOON)
        .until(
            () ->
                herd.nodes.get(replica).journal().stream()
                    .anyMatch(entry -> entry.text().equals("done: reinitialize")));
    await()
        .atMost(SOON)
        .until(() -> herd.resource(replica.value()).source().equals(Optional.of(leader + ":5432")));
  }

  @Test
  void aPatchIsMergedCheckedAndStored() throws Exception {
    await().atMost(SOON).until(() -> document(StoreKeys.CONFIG).isPresent());
    assertThat(ask(replica, new Command.ReplaceConfig("{\"ttl\":30,\"own\":{\"a\":1,\"b\":2}}")))
        .isEqualTo(CommandResult.done("{\"ttl\":30,\"own\":{\"a\":1,\"b\":2}}"));

    CommandResult patched =
        ask(replica, new Command.PatchConfig("{\"own\":{\"a\":null,\"c\":3},\"pause\":false}"));

    String merged = "{\"ttl\":30,\"own\":{\"b\":2,\"c\":3},\"pause\":false}";
    assertThat(patched).isEqualTo(CommandResult.done(merged));
    assertThat(document(StoreKeys.CONFIG)).contains(merged);
    HaNode node = herd.nodes.get(leader);
    await().atMost(SOON).until(() -> node.status().config().text().equals(merged));
  }

  @Test
  void whatNobodyCouldUseIsNotStored() throws Exception {
    await().atMost(SOON).until(() -> document(StoreKeys.CONFIG).isPresent());
    Optional<String> before = document(StoreKeys.CONFIG);

    CommandResult refused = ask(leader, new Command.PatchConfig("{\"ttl\":\"soon\"}"));

    assertThat(refused.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(refused.text()).startsWith("ttl: 'soon' is not a usable number");
    assertThat(ask(leader, new Command.PatchConfig("[]")).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(document(StoreKeys.CONFIG)).isEqualTo(before);
  }

  @Test
  void withoutTheStoreACommandFailsInBoundedTime() throws Exception {
    herd.store.down(true);

    CommandResult result =
        ask(
            replica,
            new Command.Move(
                Command.Move.Kind.FAILOVER,
                Optional.empty(),
                Optional.of(replica),
                Optional.empty()));

    assertThat(result).isEqualTo(CommandResult.failed("DCS is not accessible"));
    assertThat(ask(replica, new Command.PatchConfig("{\"ttl\":40}")).outcome())
        .isEqualTo(Outcome.FAILED);
    herd.store.down(false);
  }

  @Test
  void aReloadAppliesTagsAtOnce() throws Exception {
    Tags tags = new Tags(Map.of("nofailover", true));

    assertThat(ask(replica, new Command.Reload(tags)))
        .isEqualTo(CommandResult.accepted("reload scheduled"));

    assertThat(herd.nodes.get(replica).status().tags()).isEqualTo(tags);
    await()
        .atMost(SOON)
        .until(
            () ->
                Optional.ofNullable(herd.store.image().members().get(replica))
                    .filter(member -> member.record().tags().nofailover())
                    .isPresent());
  }

  @Test
  void aNodeThatHasEndedSaysSo() throws Exception {
    HaNode node = herd.nodes.get(replica);
    node.close();

    assertThat(ask(replica, new Command.CancelMove()).outcome()).isEqualTo(Outcome.FAILED);
  }
}
