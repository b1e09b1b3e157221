package io.matriarch.dcs.zookeeper;

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
import io.matriarch.core.store.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Words for the tests: stores, calls, claims and records. */
final class Given {
  /** Tick of the test servers, so that a session may be as short as half a second. */
  static final Duration TICK = Duration.ofMillis(200);

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

  static ZooKeeperStore store(String scope, String node, List<String> hosts) {
    return store(scope, node, hosts, TICK);
  }

  static ZooKeeperStore store(String scope, String node, List<String> hosts, Duration tick) {
    Map<String, Object> section = section(hosts, tick);
    ClusterId cluster = new ClusterId("service", scope);
    return ZooKeeperStore.alone(new StoreSettings(cluster, NodeName.of(node), section, TICKER));
  }

  /** As in a file. */
  static Map<String, Object> section(List<String> hosts, Duration tick) {
    return Map.of("hosts", hosts, "tick_time", tick.toMillis());
  }

  static ZooKeeperConnection connection(List<String> hosts) {
    return new ZooKeeperConnection(section(hosts, TICK), TICKER);
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

  static LeaseClaim adoption(String node) {
    return new LeaseClaim(NodeName.of(node), Optional.empty(), true);
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
}
