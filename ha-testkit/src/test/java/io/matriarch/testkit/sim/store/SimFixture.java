package io.matriarch.testkit.sim.store;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.RawKeys;
import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.store.StoreKeys;
import io.matriarch.testkit.tck.Capability;
import io.matriarch.testkit.tck.DisturbedStore;
import io.matriarch.testkit.tck.StoreFixture;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The simulator's store behind its network, one for each cluster, all in one world. */
final class SimFixture implements StoreFixture {
  private static final int HOSTS = 16;

  private final SimTime time;
  private final World world;
  private final StoreFlavour flavour;
  private final Map<String, Site> sites = new HashMap<>();
  private final Map<ClusterStore, Place> places = new HashMap<>();

  private record Site(SimNetwork network, SimStore store) {}

  private record Place(Site site, int host, SimClusterStore client, boolean[] cut) {}

  SimFixture(long seed, StoreFlavour flavour) {
    this.world = new World(seed, new Trace(false));
    this.time = new SimTime(world);
    this.flavour = flavour;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.SILENCE, Capability.CLIENT_PINGS));
  }

  @Override
  public ClusterStore client(ClusterId cluster, NodeName node) {
    Site site = site(cluster.basePath());
    int host = (int) places.values().stream().filter(place -> place.site() == site).count();
    SimClusterStore client = new SimClusterStore(time, site.store(), host, node + "#" + host);
    ClusterStore disturbed = new DisturbedStore(client, time, time::runUntil);
    places.put(disturbed, new Place(site, host, client, new boolean[1]));
    return disturbed;
  }

  @Override
  public Optional<String> raw(String key) {
    operate(key, keys -> {});
    return RawKeys.raw(site(RawKeys.base(key)).store().image(), key);
  }

  @Override
  public void write(String key, String text) {
    operate(key, keys -> RawKeys.write(keys, key, text, time.now()));
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
    setCut(client, true);
  }

  @Override
  public void hang(ClusterStore client) {
    ((DisturbedStore) client).hang();
  }

  @Override
  public void loseAnswers(ClusterStore client) {
    places.get(client).client().client().loseAnswers(1);
  }

  @Override
  public void delayAnswers(ClusterStore client, Duration late) {
    ((DisturbedStore) client).delayAnswers(late);
  }

  @Override
  public void heal(ClusterStore client) {
    ((DisturbedStore) client).heal();
    places.get(client).client().client().loseAnswers(0);
    setCut(client, false);
  }

  @Override
  public Ticker ticker() {
    return time;
  }

  @Override
  public void pass(Duration passing) {
    time.runUntil(time.now().plus(passing));
  }

  private void setCut(ClusterStore client, boolean cut) {
    Place place = places.get(client);
    if (place.cut()[0] == cut) {
      return;
    }
    place.cut()[0] = cut;
    SimNetwork network = place.site().network();
    time.alone(
        () -> {
          if (cut) {
            network.cut(place.host(), SimNetwork.STORE);
          } else {
            network.heal(place.host(), SimNetwork.STORE);
          }
          place.site().store().linksChanged();
        });
  }

  private void operate(String key, Consumer<StoreKeys> operation) {
    time.alone(
        () ->
            site(RawKeys.base(key))
                .store()
                .operate(
                    keys -> {
                      operation.accept(keys);
                      return true;
                    }));
  }

  private Site site(String base) {
    return sites.computeIfAbsent(
        base,
        any -> {
          SimNetwork network = new SimNetwork(HOSTS);
          return new Site(network, new SimStore(world, network, flavour, 0, (before, after) -> {}));
        });
  }
}
