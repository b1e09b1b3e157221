package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.eventually;
import static io.matriarch.dcs.etcd.Given.held;
import static io.matriarch.dcs.etcd.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The only server freezes, dies, or comes back. */
@NeedsEtcd
class HangingServerTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);

  /** The SPI grants half a second; a busy machine may take longer to let us run. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private static final Duration LONG_TTL = Duration.ofSeconds(6);
  private static final Duration SHORT = Duration.ofMillis(300);

  private EtcdServer server;
  private EtcdStore store;

  @BeforeEach
  void connect() throws Exception {
    server = EtcdServer.alone();
    store = Given.store("batman", "a", List.of(server.address()));
  }

  @AfterEach
  void stop() {
    server.thaw();
    store.close();
    server.stop();
  }

  @Test
  void no_call_overstays_its_deadline_and_each_says_what_is_known() throws Exception {
    Call patient = call(Duration.ofSeconds(5), LONG_TTL);
    store.announce(member("a", 1), patient);
    LeaseResult.Held held = held(store.acquire(claim("a"), patient));
    Map<String, Callable<Object>> writes = new LinkedHashMap<>();
    writes.put("renew", () -> store.renew(held.token(), BEACON, call(SHORT)));
    writes.put("acquire", () -> store.acquire(claim("a"), call(SHORT)));
    writes.put("announce", () -> store.announce(member("a", 2), call(SHORT, LONG_TTL)));
    writes.put("put", () -> store.put(new StoreDocument.Config("{}"), Expected.ANY, call(SHORT)));
    writes.put("remove", () -> store.remove(DocumentKind.CONFIG, Expected.ANY, call(SHORT)));
    writes.put("release", () -> store.release(held.token(), BEACON, call(SHORT)));
    server.freeze();

    assertTimely("read", () -> store.read(call(SHORT)), StoreUnavailableException.class);
    for (var write : writes.entrySet()) {
      assertTimely(write.getKey(), write.getValue(), OutcomeUnknownException.class);
    }
  }

  @Test
  void what_was_sent_to_a_frozen_server_harms_no_later_leader() throws Exception {
    LeaseResult.Held held = held(store.acquire(claim("a"), call()));
    held(store.renew(held.token(), LeaderBeacon.EMPTY.withPosition(1), call()));
    server.freeze();
    for (int position = 2; position < 5; position++) {
      LeaderBeacon late = LeaderBeacon.EMPTY.withPosition(position);
      assertThatThrownBy(() -> store.renew(held.token(), late, call(SHORT)))
          .isInstanceOf(OutcomeUnknownException.class);
    }
    server.thaw();
    server.delete("/service/batman/leader");
    EtcdStore other = Given.store("batman", "b", List.of(server.address()));
    try {
      LeaseResult.Held next = held(other.acquire(claim("b"), call()));
      held(other.renew(next.token(), LeaderBeacon.EMPTY.withPosition(9), call()));

      assertThat(store.renew(held.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
      assertThat(server.text("/service/batman/status")).isEqualTo("{\"optime\":9}");
    } finally {
      other.close();
    }
  }

  @Test
  void without_a_server_nothing_is_sent_and_every_call_says_so() throws Exception {
    Call patient = call(Duration.ofSeconds(5), LONG_TTL);
    store.announce(member("a", 1), patient);
    LeaseResult.Held held = held(store.acquire(claim("a"), patient));
    server.kill();
    // The answer to what was under way when it died would be lost; nothing is.
    assertThatThrownBy(() -> store.read(call())).isInstanceOf(StoreException.class);
    Map<String, Callable<Object>> calls = new LinkedHashMap<>();
    calls.put("read", () -> store.read(call()));
    calls.put("renew", () -> store.renew(held.token(), BEACON, call()));
    calls.put("acquire", () -> store.acquire(claim("a"), call()));
    calls.put("put", () -> store.put(new StoreDocument.Config("{}"), Expected.ANY, call()));

    for (var each : calls.entrySet()) {
      assertTimely(each.getKey(), each.getValue(), StoreUnavailableException.class);
    }
  }

  @Test
  void a_restarted_server_is_found_at_once_however_long_it_was_away() throws Exception {
    LeaseResult.Held held =
        held(store.acquire(claim("a"), call(Duration.ofSeconds(5), Duration.ofSeconds(60))));
    AtomicInteger hints = new AtomicInteger();
    store.watch(hints::incrementAndGet);
    server.kill();
    MonoTime down = Given.TICKER.now();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              assertThatThrownBy(() -> store.read(call())).isInstanceOf(StoreException.class);
              return Given.since(down).compareTo(Duration.ofSeconds(4)) > 0;
            });
    hints.set(0);
    server.start();
    server.awaitReady();
    MonoTime up = Given.TICKER.now();

    LeaseResult.Held again = held(eventually(() -> store.renew(held.token(), BEACON, call())));

    assertThat(again.token()).isEqualTo(held.token());
    assertThat(Given.since(up)).isLessThan(TOLERANCE);
    await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > 0);
    assertThat(hints).as("one hint for the gap").hasValue(1);
  }

  private static void assertTimely(
      String what, Callable<Object> request, Class<? extends StoreException> expected) {
    MonoTime start = Given.TICKER.now();
    assertThatThrownBy(request::call).as(what).isInstanceOf(expected);
    assertThat(Given.since(start)).as(what).isLessThan(SHORT.plus(TOLERANCE));
  }
}
