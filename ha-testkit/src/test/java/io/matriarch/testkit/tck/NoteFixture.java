package io.matriarch.testkit.tck;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Nodes with notes, all of which may do one thing differently. */
final class NoteFixture implements ResourceFixture<ForwardingResource> {
  private final Function<NoteResource, ForwardingResource> change;
  private final Map<Integer, NoteResource> network = new ConcurrentHashMap<>();

  NoteFixture(Function<NoteResource, ForwardingResource> change) {
    this.change = change;
  }

  private record Node(ForwardingResource resource, ReplicationSource source)
      implements ResourceNode<ForwardingResource> {
    @Override
    public boolean write() {
      return resource.behind().write();
    }
  }

  @Override
  public ResourceNode<ForwardingResource> node(String name) {
    int port = network.size() + 1;
    ForwardingResource resource = change.apply(new NoteResource(network, port));
    return new Node(resource, new ReplicationSource(NodeName.of(name), "127.0.0.1", port));
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void stop() {}
}
