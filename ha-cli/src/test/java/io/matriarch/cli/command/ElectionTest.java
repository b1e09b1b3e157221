package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;

/** What an operator sees of an application's election, and can do about it. */
class ElectionTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final LeadershipListener NOTHING =
      new LeadershipListener() {
        @Override
        public void elected(LeadershipPermit permit) {}

        @Override
        public void revoked(RevocationReason reason) {}
      };

  private static LeaderElection join(StoreConnection store, String name) {
    return LeaderElection.on(store).of("report").as(name).listener(NOTHING).start();
  }

  @Test
  void an_election_is_listed_and_paused() throws Exception {
    try (TestingServer server = new TestingServer(true)) {
      String url = "zookeeper://" + server.getConnectString();
      try (StoreConnection store =
          Stores.connect("zookeeper", Map.of("hosts", server.getConnectString()))) {
        LeaderElection first = join(store, "one");
        await().atMost(SOON).until(() -> first.permit().isPresent());
        LeaderElection second = join(store, "two");
        await().atMost(SOON).until(() -> second.status().participants().size() == 2);

        String listed = run(0, "-d", url, "list", "report");
        run(0, "-d", url, "edit-config", "report", "--force", "-s", "pause=true");
        first.close();

        assertThat(listed).contains("+ Cluster: report (election) ", "| one ", "| two ", "Leader");
        await().atMost(SOON).until(() -> second.why().reason().equals("PAUSE: nobody is elected"));
        run(0, "-d", url, "edit-config", "report", "--force", "-s", "pause=null");
        await().atMost(SOON).until(() -> second.permit().isPresent());
        second.close();
      }
    }
  }

  private static String run(int expected, String... arguments) {
    FakeTerminal terminal = new FakeTerminal();
    int exit = new Ctl(terminal, Map.of("HOME", "/"), Clock.systemUTC()).run(arguments);
    assertThat(exit).as(terminal.shown() + terminal.errors()).isEqualTo(expected);
    return terminal.printed();
  }
}
