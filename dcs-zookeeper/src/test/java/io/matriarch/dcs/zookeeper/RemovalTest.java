package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemovalTest {
  private OneServer server;
  private ZooKeeperStore store;

  @BeforeEach
  void start() throws Exception {
    server = new OneServer();
    store = Given.store("doomed", "a", List.of(server.address()));
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    server.stop();
  }

  @Test
  void everything_below_the_cluster_goes_and_nothing_beside_it() throws Exception {
    store.announce(member("a", 1), call());
    for (String key : List.of("config", "history", "optime/leader", "0/members/x", "own/deep")) {
      server.write("/service/doomed/" + key, "x");
    }
    server.write("/service/doomed2/config", "x");

    store.removeCluster(call());

    assertThat(server.exists("/service/doomed")).isFalse();
    assertThat(server.exists("/service/doomed2/config")).isTrue();
  }

  @Test
  void a_cluster_that_is_not_there_counts_as_removed() throws Exception {
    store.removeCluster(call());
    store.removeCluster(call());

    assertThat(server.exists("/service/doomed")).isFalse();
  }

  @Test
  void it_gives_up_at_the_deadline_if_somebody_writes_all_the_time() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    server.write("/service/doomed/members/b", "x");
    Thread writer = new Thread(() -> writeUntil(stop));
    writer.start();
    MonoTime begun = Given.TICKER.now();
    try {
      // Whoever writes may be caught between two writes, so one removal may even succeed.
      assertThatThrownBy(
              () -> {
                while (Given.since(begun).compareTo(Duration.ofSeconds(10)) < 0) {
                  store.removeCluster(call(Duration.ofMillis(50)));
                }
              })
          .isInstanceOf(OutcomeUnknownException.class);
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  @Test
  void without_a_server_nothing_is_removed_and_it_says_so_soon() throws Exception {
    server.process().stop();
    MonoTime begun = Given.TICKER.now();

    assertThatThrownBy(() -> store.removeCluster(call()))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(Given.since(begun)).isLessThan(Duration.ofSeconds(5));
  }

  private void writeUntil(AtomicBoolean stop) {
    while (!stop.get()) {
      try {
        server
            .outside()
            .create(
                "/service/doomed/members/b/" + System.nanoTime(),
                new byte[0],
                Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT);
      } catch (KeeperException.NoNodeException removed) {
        recreate();
      } catch (KeeperException | InterruptedException e) {
        return;
      }
    }
  }

  private void recreate() {
    try {
      server.write("/service/doomed/members/b", "x");
    } catch (Exception meanwhileRemovedAgain) {
      // The next round tries again.
    }
  }
}
