package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.AgentConfigReader;
import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.rest.PeerAccess;
import io.matriarch.agent.rest.RestServer;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.wire.MemberCodec;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGateTest {
  @TempDir private Path folder;
  private final SystemTicker ticker = new SystemTicker();
  private final Deque<Object> answers = new ArrayDeque<>();
  private AgentConfig config;
  private int port;

  @BeforeEach
  void readConfig() throws Exception {
    port = NodeProcess.freePort();
    Path file = folder.resolve("a.yml");
    Files.writeString(
        file,
        """
        scope: demo
        name: a
        restapi: {listen: "127.0.0.1:%d"}
        zookeeper: {hosts: "127.0.0.1:1"}
        postgresql:
          listen: 127.0.0.1:5432
          data_dir: data
          authentication: {superuser: {username: p}, replication: {username: r}}
        """
            .formatted(port));
    config = AgentConfigReader.read(file, Set.of("zookeeper"));
  }

  @Test
  void itWaitsUntilTheStoreAnswers() throws Exception {
    ClusterView view = ClusterView.empty(MonoTime.MIN);
    answers.addAll(List.of(new StoreUnavailableException("no connection", null), view));

    assertThat(gate().firstView()).contains(view);
  }

  @Test
  void aStoreThatRefusesTheNodeEndsTheWait() {
    answers.add(new StoreRejectedException("not authorized", null));

    assertThatThrownBy(() -> gate().firstView())
        .isInstanceOf(StartException.class)
        .hasMessage("the store refuses this node: not authorized");
  }

  @Test
  void aNameUnderWhichSomebodyAnswersIsTaken() throws Exception {
    HostPort address = new HostPort("127.0.0.1", port);
    RestSection other = RestSection.open(address, address);
    try (RestServer running =
        RestServer.start(other, new NodeDesk(config, ticker, () -> {}), ticker)) {
      assertThatThrownBy(
              () ->
                  gate().refuseTakenName(viewWithOwnRecord(), "another process", PeerAccess.open()))
          .isInstanceOf(StartException.class)
          .hasMessage("Can't start; there is already a node named 'a' running");

      gate().refuseTakenName(viewWithOwnRecord(), running.instance(), PeerAccess.open());
    }
  }

  @Test
  void aRecordThatNobodyAnswersForIsNoObstacle() throws Exception {
    gate().refuseTakenName(viewWithOwnRecord(), "me", PeerAccess.open());
    gate().refuseTakenName(ClusterView.empty(MonoTime.MIN), "me", PeerAccess.open());
  }

  private StoreGate gate() {
    return new StoreGate(config, store(), ticker, new Signals());
  }

  private ClusterView viewWithOwnRecord() {
    ClusterView none = ClusterView.empty(MonoTime.MIN);
    MemberRecord self =
        MemberCodec.decode(
            config.name(), "{\"api_url\":\"http://127.0.0.1:" + port + "/patroni\"}");
    TreeMap<io.matriarch.core.model.NodeName, MemberRecord> members = new TreeMap<>();
    members.put(self.name(), self);
    return new ClusterView(
        none.sentAt(),
        none.leader(),
        members,
        none.config(),
        none.initialize(),
        none.failover(),
        none.history(),
        none.sync(),
        none.failsafe(),
        none.status());
  }

  /** Answers reads from the list; nothing else is asked. */
  private ClusterStore store() {
    return (ClusterStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ClusterStore.class},
            (proxy, method, arguments) -> {
              Object answer =
                  Optional.ofNullable(answers.poll())
                      .orElseThrow(() -> new UnsupportedOperationException(method.getName()));
              if (answer instanceof Throwable failure) {
                throw failure;
              }
              return answer;
            });
  }
}
