package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.eventually;
import static io.matriarch.dcs.etcd.Given.held;
import static io.matriarch.dcs.etcd.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** One of three servers freezes or dies, whichever it is that is asked. */
@NeedsEtcd
class EnsembleTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);
  private static final Duration TTL = Duration.ofSeconds(20);
  private static List<EtcdServer> servers;

  private EtcdStore store;
  private String base;

  @BeforeAll
  static void startServers() throws Exception {
    servers = EtcdServer.ensemble(3);
  }

  @AfterAll
  static void stopServers() {
    servers.forEach(EtcdServer::stop);
  }

  @BeforeEach
  void connect(TestInfo test) {
    String scope = test.getTestMethod().orElseThrow().getName();
    base = "/service/" + scope;
    store = Given.store(scope, "a", servers.stream().map(EtcdServer::address).toList());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_frozen_server_costs_no_lease_and_no_hint() throws Exception {
    LeaseResult.Held held = held(store.acquire(claim("a"), patient()));
    store.announce(member("a", 1), patient());
    AtomicInteger hints = new AtomicInteger();
    store.watch(hints::incrementAndGet);
    await().until(() -> hints.get() > 0);
    for (EtcdServer frozen : servers) {
      frozen.freeze();
      try {
        // Its leader may be the one: then the others elect another first.
        held = held(eventually(renewal(held)));
        store.announce(member("a", 2), patient());
        store.read(patient());
        hints.set(0);
        other(frozen).write(base + "/config", "{}");
        await().atMost(Duration.ofSeconds(15)).until(() -> hints.get() > 0);
      } finally {
        frozen.thaw();
      }
    }

    assertThat(servers.get(0).key(base + "/leader").orElseThrow().getModRevision())
        .isEqualTo(held.token().term().value());
  }

  @Test
  void a_call_to_a_frozen_server_is_answered_by_another_within_its_own_time() throws Exception {
    EtcdConnection connection =
        Given.connection(servers.stream().map(EtcdServer::address).toList());
    try (EtcdStore own = connection.store(new ClusterId("service", "shares"))) {
      own.read(patient());
      int asked = connection.servers().current().join().address().port();
      EtcdServer frozen =
          servers.stream().filter(server -> server.port() == asked).findFirst().orElseThrow();
      frozen.freeze();
      try {
        // Shorter than what the library's own pings need to find out.
        own.read(call(Duration.ofSeconds(9), TTL));
      } finally {
        frozen.thaw();
      }
    } finally {
      connection.close();
    }
  }

  @Test
  void a_dead_server_costs_nothing() throws Exception {
    LeaseResult.Held held = held(store.acquire(claim("a"), patient()));
    for (EtcdServer dead : servers) {
      dead.kill();
      held = held(eventually(renewal(held)));
      eventually(() -> store.read(patient()));
      dead.start();
      dead.awaitReady();
    }

    assertThat(store.read(patient()).leader().orElseThrow().heldByThisSession()).isTrue();
  }

  @Test
  void an_address_where_nobody_is_costs_nothing() throws Exception {
    List<String> addresses = List.of("127.0.0.1:1", servers.get(0).address());
    for (int round = 0; round < 5; round++) {
      EtcdStore some = Given.store(base.substring(9), "b" + round, addresses);
      try {
        some.read(call(Duration.ofSeconds(2)));
      } finally {
        some.close();
      }
    }
  }

  private Callable<LeaseResult> renewal(LeaseResult.Held held) {
    return () -> store.renew(held.token(), BEACON, call(Duration.ofSeconds(3), TTL));
  }

  private static EtcdServer other(EtcdServer than) {
    return servers.stream().filter(one -> one != than).findFirst().orElseThrow();
  }

  private static Call patient() throws StoreException {
    return call(Duration.ofSeconds(10), TTL);
  }
}
