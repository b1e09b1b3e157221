package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.testkit.tck.Capability;
import io.matriarch.testkit.tck.Link;
import io.matriarch.testkit.tck.LinkedFixture;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.zookeeper.KeeperException;

/** One real server, with a link to it for each client. */
final class ZooKeeperFixture extends LinkedFixture {
  private final OneServer server = new OneServer();

  ZooKeeperFixture() throws Exception {}

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  protected int port() {
    return server.port();
  }

  @Override
  protected ClusterStore client(ClusterId cluster, NodeName node, Link link) {
    return Given.store(cluster.scope(), node.value(), List.of(link.address()));
  }

  @Override
  public Optional<String> raw(String key) throws Exception {
    try {
      return Optional.of(server.text(key));
    } catch (KeeperException.NoNodeException absent) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String key, String text) throws Exception {
    server.write(key, text);
  }

  @Override
  public void erase(String key) throws Exception {
    server.erase(key);
  }

  @Override
  public void expire(String key) throws Exception {
    server.endSession(server.stat(key).getEphemeralOwner());
  }

  @Override
  public Ticker ticker() {
    return Given.TICKER;
  }

  @Override
  public Duration ttl() {
    return Duration.ofMillis(1200);
  }

  @Override
  public void stop() throws Exception {
    super.stop();
    server.stop();
  }
}
