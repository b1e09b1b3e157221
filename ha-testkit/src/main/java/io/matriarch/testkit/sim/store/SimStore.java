package io.matriarch.testkit.sim.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.net.Latency;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.StoreChanges;
import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.store.StoreImage;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The store's servers as one: linearizable, with a clock that agrees with the world's. */
public final class SimStore {
  private static final Duration LONGEST_LAG = Duration.ofSeconds(3);

  /** From a read until what was decided on it arrives. */
  private static final Duration ACTING = Duration.ofSeconds(2);

  private static final double LOST_TOUCHES = 0.02;

  private final World world;
  private final SimNetwork network;
  private final LeaderObserver observer;
  private final StoreKeys keys;
  private final Latency latency;
  private final Dice dice;
  private final boolean extendsLeasesAfterOutage;
  private final List<StoreClient> clients = new ArrayList<>();
  private final Deque<Past> past = new ArrayDeque<>();
  private int outages;
  private long expiryChecks;

  private record Past(long until, StoreImage image) {}

  /** Is told at once when leadership changes hands in the store. */
  @FunctionalInterface
  public interface LeaderObserver {
    void leaderKeyChanged(StoreImage before, StoreImage after);
  }

  public SimStore(
      World world,
      SimNetwork network,
      StoreFlavour flavour,
      double slowShare,
      LeaderObserver observer) {
    this.world = world;
    this.network = network;
    this.observer = observer;
    this.keys = new StoreKeys(flavour);
    this.dice = world.dice("store", "server");
    this.latency = new Latency(world.dice("store", "latency"), slowShare);
    this.extendsLeasesAfterOutage = dice.chance(0.5);
  }

  public StoreFlavour flavour() {
    return keys.flavour();
  }

  public StoreImage image() {
    return keys.image();
  }

  public Latency latency() {
    return latency;
  }

  /** Connects one process of a node. */
  public StoreClient connect(int host, String session, Runnable hint) {
    StoreClient client = new StoreClient(world, this, host, session, hint);
    clients.add(client);
    return client;
  }

  void disconnect(StoreClient client) {
    clients.remove(client);
  }

  boolean reachableFrom(int host) {
    return outages == 0 && network.connected(host, SimNetwork.STORE);
  }

  /** Applies one operation now. */
  public <T> T operate(Function<StoreKeys, T> operation) {
    StoreImage before = keys.image();
    keys.expire(now());
    T result = operation.apply(keys);
    StoreImage after = keys.image();
    if (!before.equals(after)) {
      remember(before);
      announce(before, after);
    }
    return result;
  }

  private void announce(StoreImage before, StoreImage after) {
    if (!before.lease().equals(after.lease())) {
      scheduleExpiry();
    }
    boolean changedHands =
        !before.lease().map(held -> held.term()).equals(after.lease().map(held -> held.term()));
    if (changedHands) {
      observer.leaderKeyChanged(before, after);
    }
    if (StoreChanges.worthAHint(before, after)) {
      clients.forEach(StoreClient::hint);
    }
  }

  private void scheduleExpiry() {
    long mine = ++expiryChecks;
    keys.leaseExpiry()
        .ifPresent(
            expiry ->
                world.after(
                    expiry.since(now()),
                    () -> {
                      if (mine == expiryChecks && outages == 0) {
                        operate(all -> true);
                      }
                    }));
  }

  private MonoTime now() {
    return new MonoTime(world.nanos());
  }

  /** A renewal was taken by one server; true if that one dies before the others hear of it. */
  boolean diesWithRenewal() {
    boolean dies = keys.flavour() == StoreFlavour.BUCKETED && dice.chance(LOST_TOUCHES);
    if (dies) {
      Duration untold = dice.between(Duration.ZERO, StoreFlavour.TICK.dividedBy(2));
      keys.loseTouchesSince(now().minus(untold));
      scheduleExpiry();
    }
    return dies;
  }

  private void remember(StoreImage image) {
    past.addLast(new Past(world.nanos(), image));
    long oldest = world.nanos() - LONGEST_LAG.plus(ACTING).toNanos();
    while (past.peekFirst().until() < oldest) {
      past.removeFirst();
    }
  }

  /** What a read finds: in one flavour possibly what was true a moment ago. */
  StoreImage readable() {
    if (keys.flavour() != StoreFlavour.OBSERVED || !dice.chance(0.2)) {
      return keys.image();
    }
    long asOf = world.nanos() - dice.between(Duration.ZERO, LONGEST_LAG).toNanos();
    return past.stream()
        .filter(old -> old.until() > asOf)
        .findFirst()
        .map(Past::image)
        .orElse(keys.image());
  }

  /** What a client that acts now may have read. */
  public Stream<StoreImage> perhapsRead() {
    Stream<StoreImage> present = Stream.of(keys.image());
    return keys.flavour() == StoreFlavour.OBSERVED
        ? Stream.concat(past.stream().map(Past::image), present)
        : present;
  }

  public void beginOutage() {
    outages++;
  }

  public void endOutage() {
    outages--;
    if (outages == 0) {
      if (extendsLeasesAfterOutage) {
        keys.touchAll(now());
      }
      operate(all -> true);
      scheduleExpiry();
      linksChanged();
    }
  }

  /** After a gap in a watch there is a hint once it is live again. */
  public void linksChanged() {
    clients.forEach(StoreClient::linkChanged);
  }

  MonoTime serverTime() {
    return now();
  }
}
