package io.matriarch.dcs.etcd;

import io.etcd.jetcd.KeyValue;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.testkit.tck.Capability;
import io.matriarch.testkit.tck.Link;
import io.matriarch.testkit.tck.LinkedFixture;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One real server, with a link to it for each client. */
final class EtcdFixture extends LinkedFixture {
  private final EtcdServer server;

  EtcdFixture(Path program) throws Exception {
    server = EtcdServer.alone(program);
  }

  /** No client pings by itself, and no revision ever comes back. */
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.CLIENT_PINGS, Capability.VERSIONS_RECUR));
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
  public Optional<String> raw(String key) {
    return server.key(key).map(one -> Bytes.text(one.getValue()));
  }

  @Override
  public void write(String key, String text) {
    server.write(key, text);
  }

  @Override
  public void erase(String key) {
    server.delete(key);
  }

  @Override
  public void expire(String key) {
    KeyValue record = server.key(key).orElseThrow();
    EtcdServer.answer(server.outside().getLeaseClient().revoke(record.getLease()));
  }

  @Override
  public Ticker ticker() {
    return Given.TICKER;
  }

  @Override
  public void stop() throws Exception {
    super.stop();
    server.stop();
  }
}
