package io.matriarch.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;

/** One test's cluster: its clients, its keys, and the words in which the rules are asked. */
final class Trial {
  static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);

  /** What is repeated until it works is repeated for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** For what will not be answered. */
  static final Duration BRIEF = Duration.ofMillis(250);

  /** In which something that must not happen would. */
  static final Duration A_MOMENT = Duration.ofMillis(250);

  private static final Duration STEP = Duration.ofMillis(10);

  private final StoreFixture fixture;
  private final ClusterId cluster;
  private final KeyLayout keys;
  private final List<ClusterStore> clients = new ArrayList<>();

  /**
   * @param name of the test; its cluster is new also where an earlier run has left its keys
   */
  Trial(StoreFixture fixture, String name) {
    this.fixture = fixture;
    // Some stores take no capital letters.
    String scope = name.toLowerCase(Locale.ROOT) + "-" + Long.toHexString(System.nanoTime());
    this.cluster = new ClusterId("service", scope);
    this.keys = new KeyLayout(cluster);
  }

  StoreFixture fixture() {
    return fixture;
  }

  KeyLayout keys() {
    return keys;
  }

  /** Ends the test as skipped if the fixture cannot do what it needs. */
  void needs(Capability capability) {
    if (!has(capability)) {
      Assumptions.abort("the fixture does not declare " + capability);
    }
  }

  boolean has(Capability capability) {
    return fixture.capabilities().contains(capability);
  }

  /** A new process of that node, that has not called yet. */
  ClusterStore client(String node) throws Exception {
    ClusterStore client = fixture.client(cluster, NodeName.of(node));
    clients.add(client);
    return client;
  }

  boolean serversExpire(ClusterStore client) {
    return client.traits().expiry() == ExpirySide.SERVER;
  }

  MonoTime now() {
    return fixture.ticker().now();
  }

  Duration since(MonoTime start) {
    return now().since(start);
  }

  Duration ttl() {
    return fixture.ttl();
  }

  /** A lifetime that lasts for the whole test. */
  Duration longTtl() {
    return ttl().multipliedBy(4);
  }

  /** With time enough for everything that works. */
  Call call() {
    return call(PATIENCE, ttl());
  }

  Call lasting() {
    return call(PATIENCE, longTtl());
  }

  /** With hardly any time, for what will not be answered. */
  Call brief() {
    return call(BRIEF, longTtl());
  }

  Call call(Duration time, Duration ttl) {
    return new Call(now().plus(time), ttl);
  }

  LeaseClaim claim(String node) {
    return new LeaseClaim(NodeName.of(node), Optional.empty(), false);
  }

  LeaseClaim adoption(String node) {
    return new LeaseClaim(NodeName.of(node), Optional.empty(), true);
  }

  LeaseResult.Held acquire(ClusterStore client, String node) throws Exception {
    return held(client.acquire(claim(node), call()));
  }

  LeaseResult.Held acquireLasting(ClusterStore client, String node) throws Exception {
    return held(client.acquire(claim(node), lasting()));
  }

  LeaseResult.Held renew(ClusterStore client, LeaseResult.Held held) throws Exception {
    return held(client.renew(held.token(), LeaderBeacon.EMPTY, call()));
  }

  static LeaseResult.Held held(LeaseResult result) {
    assertThat(result).isInstanceOf(LeaseResult.Held.class);
    return (LeaseResult.Held) result;
  }

  ClusterView view(ClusterStore client) throws Exception {
    return client.read(call());
  }

  Optional<String> leader() throws Exception {
    return fixture.raw(keys.leader());
  }

  Optional<String> member(String node) throws Exception {
    return fixture.raw(keys.member(NodeName.of(node)));
  }

  void pass(Duration time) {
    fixture.pass(time);
  }

  /** Waits until something is so. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    within(PATIENCE, what, condition);
  }

  /** Waits until something is so, for that long and what a busy machine may take. */
  void within(Duration time, String what, Callable<Boolean> condition) throws Exception {
    if (!becomes(time.plus(fixture.tolerance()), condition)) {
      throw new AssertionError("not within " + time.toMillis() + " ms: " + what);
    }
  }

  /** Whether something is so within that time. */
  boolean becomes(Duration time, Callable<Boolean> condition) throws Exception {
    MonoTime end = now().plus(time);
    while (!condition.call()) {
      if (now().hasReached(end)) {
        return false;
      }
      fixture.pass(STEP);
    }
    return true;
  }

  /** Repeats a call that fails for want of a connection, as the library does. */
  <T> T eventually(Callable<T> attempt) throws Exception {
    MonoTime end = now().plus(PATIENCE);
    while (true) {
      try {
        return attempt.call();
      } catch (StoreException notYet) {
        if (now().hasReached(end)) {
          throw notYet;
        }
        fixture.pass(STEP);
      }
    }
  }

  /** The failure of a call whose answer is lost; one that was applied must be called unknown. */
  StoreException lost(Callable<?> call, Callable<Boolean> applied) throws Exception {
    StoreException failure = failure(call);
    if (becomes(A_MOMENT, applied)) {
      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    }
    return failure;
  }

  /** The failure of a call that must not have a definite answer. */
  static StoreException failure(Callable<?> call) throws Exception {
    Object answer;
    try {
      answer = call.call();
    } catch (StoreException failure) {
      return failure;
    }
    throw new AssertionError("there can be no answer, and it was " + answer);
  }

  /** Ends all clients; what was done to their connections is over before. */
  void end() throws Exception {
    for (ClusterStore client : clients) {
      fixture.heal(client);
    }
    clients.parallelStream().forEach(ClusterStore::close);
  }
}
