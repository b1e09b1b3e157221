package io.matriarch.examples.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three processes, a real store, and a counter that refuses whoever is no leader any more. */
class ThreeProcessesTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int TICK_MILLIS = 500;

  private final List<CountingProcess> all = new ArrayList<>();
  private TestingServer zookeeper;
  private CounterServer counter;

  @BeforeEach
  void start() throws Exception {
    InstanceSpec spec = new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1);
    zookeeper = new TestingServer(spec, true);
    counter = new CounterServer();
    for (String name : List.of("a", "b", "c")) {
      all.add(new CountingProcess(name, zookeeper.getConnectString(), counter.port()));
    }
  }

  @AfterEach
  void end() throws Exception {
    all.forEach(CountingProcess::close);
    counter.close();
    zookeeper.close();
  }

  private Optional<CountingProcess> leaderBut(CountingProcess former) {
    return all.stream().filter(p -> p != former && p.leads().isPresent()).findFirst();
  }

  private CountingProcess awaitLeaderBut(CountingProcess former) {
    await().atMost(SOON).until(() -> leaderBut(former).isPresent());
    CountingProcess leader = leaderBut(former).orElseThrow();
    long term = leader.leads().orElseThrow();
    await()
        .atMost(SOON)
        .until(() -> counter.writes().contains(new CounterServer.Write(leader.name, term, true)));
    return leader;
  }

  @Test
  void aLeaderThatWasStoppedFindsItsPermitExpiredAndItsWritesRefused() throws Exception {
    CountingProcess first = awaitLeaderBut(null);
    long term = first.leads().orElseThrow();

    // Stopped between what it has read and what it is going to write.
    CounterServer.Held held = counter.hold(first.name);
    assertThat(held.asked.await(20, TimeUnit.SECONDS)).isTrue();
    first.stop();
    held.answer.countDown();
    CountingProcess second = awaitLeaderBut(first);
    assertThat(second.leads().orElseThrow()).isGreaterThan(term);
    first.carryOn();

    await().atMost(SOON).until(() -> first.said("refused") && first.leads().isEmpty());
    assertThat(first.calls()).containsExactly("elected " + term, "revoked NOT_RENEWED");
    assertThat(counter.writes()).contains(new CounterServer.Write(first.name, term, false));

    second.kill();
    CountingProcess third = awaitLeaderBut(second);
    assertThat(third.end()).isZero();
    assertThat(third.calls()).last().isEqualTo("revoked CLOSED");
    awaitLeaderBut(third);
    assertThat(termsOfAcceptedWrites()).isSorted();
    assertThat(termsOfAcceptedWrites().stream().distinct()).hasSize(4);
  }

  private List<Long> termsOfAcceptedWrites() {
    return counter.writes().stream()
        .filter(CounterServer.Write::accepted)
        .map(CounterServer.Write::term)
        .toList();
  }
}
