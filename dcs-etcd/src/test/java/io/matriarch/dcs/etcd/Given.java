package io.matriarch.dcs.etcd;

import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Words for the tests: stores, calls, claims and records. */
final class Given {
  /** The shortest that servers with their usual timing grant. */
  static final Duration TTL = Duration.ofSeconds(2);

  static final Ticker TICKER =
      new Ticker() {
        @Override
        public MonoTime now() {
          return new MonoTime(System.nanoTime());
        }

        @Override
        public Instant wallClock() {
          return Instant.now();
        }
      };

  private Given() {}

  static EtcdStore store(String scope, String node, List<String> hosts) {
    return store(scope, node, Map.of("hosts", hosts));
  }

  static EtcdStore store(String scope, String node, Map<String, Object> section) {
    ClusterId cluster = new ClusterId("service", scope);
    return EtcdStore.alone("etcd3", new StoreSettings(cluster, NodeName.of(node), section, TICKER));
  }

  static EtcdConnection connection(List<String> hosts) {
    return new EtcdConnection(EtcdSettings.parse("etcd3", Map.of("hosts", hosts)), TICKER);
  }

  static Call call() {
    return call(Duration.ofSeconds(5));
  }

  static Call call(Duration time) {
    return call(time, TTL);
  }

  static Call call(Duration time, Duration ttl) {
    return new Call(TICKER.now().plus(time), ttl);
  }

  static LeaseClaim claim(String node) {
    return new LeaseClaim(NodeName.of(node), Optional.empty(), false);
  }

  static LeaseResult.Held held(LeaseResult result) {
    if (result instanceof LeaseResult.Held held) {
      return held;
    }
    throw new AssertionError("not held: " + result);
  }

  static MemberRecord member(String node, long position) {
    return new MemberRecord(
        NodeName.of(node),
        "postgres://127.0.0.1:5432/postgres",
        "http://127.0.0.1:8008/patroni",
        RunState.RUNNING,
        Role.REPLICA,
        "4.1.4",
        Tags.NONE,
        OptionalLong.of(position),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.of(1),
        false,
        false,
        new TreeMap<>(),
        Optional.empty(),
        "",
        false,
        false);
  }

  static Duration since(MonoTime start) {
    return TICKER.now().since(start);
  }

  /** Repeats a call that fails for want of a server, as the library does. */
  static <T> T eventually(Callable<T> attempt) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(attempt, result -> result != null);
  }
}
