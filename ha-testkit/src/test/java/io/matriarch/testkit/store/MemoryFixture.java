package io.matriarch.testkit.store;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.testkit.tck.Capability;
import io.matriarch.testkit.tck.DisturbedStore;
import io.matriarch.testkit.tck.ManualTicker;
import io.matriarch.testkit.tck.StoreFixture;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The store in memory, on a clock that moves when the kit says so. */
public class MemoryFixture implements StoreFixture {
  private final ManualTicker ticker = new ManualTicker();
  private final Map<ClusterStore, NodeName> nodes = new ConcurrentHashMap<>();
  private final Map<ClusterStore, DisturbedStore> links = new ConcurrentHashMap<>();
  private final Change change;
  private final Set<Capability> declared;
  private final InMemoryConnection connection;
  private InMemoryStore store;

  /** What is to be different with each client. */
  @FunctionalInterface
  public interface Change {
    ClusterStore of(ClusterStore client, KeyLayout keys, MemoryFixture fixture);
  }

  public MemoryFixture(StoreFlavour flavour) {
    this(flavour, (client, keys, fixture) -> client);
  }

  public MemoryFixture(StoreFlavour flavour, Change change) {
    this(flavour, change, EnumSet.complementOf(EnumSet.of(Capability.SILENCE)));
  }

  /** One that does not tell all that it can. */
  public MemoryFixture(StoreFlavour flavour, Set<Capability> declared) {
    this(flavour, (client, keys, fixture) -> client, declared);
  }

  private MemoryFixture(StoreFlavour flavour, Change change, Set<Capability> declared) {
    this.change = change;
    this.declared = declared;
    connection = new InMemoryConnection(ticker, flavour);
  }

  @Override
  public Set<Capability> capabilities() {
    return declared;
  }

  @Override
  public ClusterStore client(ClusterId cluster, NodeName node) {
    DisturbedStore link =
        new DisturbedStore(storeOf(cluster.basePath()).client(node), ticker, ticker::advanceTo);
    ClusterStore client = change.of(link, new KeyLayout(cluster), this);
    links.put(client, link);
    nodes.put(client, node);
    return client;
  }

  @Override
  public Optional<String> raw(String key) {
    return RawKeys.raw(storeOf(RawKeys.base(key)).image(), key);
  }

  @Override
  public void write(String key, String text) {
    operate(key, keys -> RawKeys.write(keys, key, text, ticker.now()));
  }

  @Override
  public void erase(String key) {
    operate(key, keys -> RawKeys.erase(keys, key));
  }

  @Override
  public void expire(String key) {
    erase(key);
  }

  @Override
  public void cut(ClusterStore client) {
    store.cut(nodes.get(client), true);
  }

  @Override
  public void hang(ClusterStore client) {
    links.get(client).hang();
  }

  @Override
  public void loseAnswers(ClusterStore client) {
    links.get(client).loseAnswers();
  }

  @Override
  public void delayAnswers(ClusterStore client, Duration late) {
    links.get(client).delayAnswers(late);
  }

  @Override
  public void heal(ClusterStore client) {
    links.get(client).heal();
    store.cut(nodes.get(client), false);
  }

  @Override
  public ManualTicker ticker() {
    return ticker;
  }

  @Override
  public void pass(Duration time) {
    ticker.advance(time);
    if (store != null) {
      store.settle();
    }
  }

  @Override
  public Duration tolerance() {
    return Duration.ZERO;
  }

  @Override
  public void stop() {
    connection.close();
  }

  /** Only the one that was asked for last has clients. */
  private InMemoryStore storeOf(String base) {
    String scope = base.substring(base.lastIndexOf('/') + 1);
    store = connection.store(new ClusterId("service", scope));
    return store;
  }

  private void operate(String key, Consumer<StoreKeys> operation) {
    storeOf(RawKeys.base(key))
        .operate(
            keys -> {
              operation.accept(keys);
              return true;
            });
  }
}
