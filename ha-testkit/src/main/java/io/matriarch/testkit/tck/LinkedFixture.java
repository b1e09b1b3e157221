package io.matriarch.testkit.tck;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fixture whose clients reach their server through a {@link Link} each. It brings {@link
 * Capability#CUT}, {@link Capability#HANG}, {@link Capability#SILENCE}, {@link
 * Capability#LOSE_ANSWERS} and {@link Capability#DELAY_ANSWERS}.
 */
public abstract class LinkedFixture implements StoreFixture {
  private final Map<ClusterStore, Link> links = new ConcurrentHashMap<>();

  /** {@return port of the server, on the loopback address} */
  protected abstract int port();

  /**
   * Opens a client whose only server is at the end of a link.
   *
   * @param cluster whose keys
   * @param node on whose behalf
   * @param link what its connections go through
   * @return the client
   */
  protected abstract ClusterStore client(ClusterId cluster, NodeName node, Link link)
      throws Exception;

  @Override
  public final ClusterStore client(ClusterId cluster, NodeName node) throws Exception {
    Link link = new Link(port());
    ClusterStore client = client(cluster, node, link);
    links.put(client, link);
    return client;
  }

  @Override
  public void cut(ClusterStore client) {
    links.get(client).cut();
  }

  @Override
  public void hang(ClusterStore client) {
    links.get(client).freeze();
  }

  @Override
  public void silence(ClusterStore client) {
    links.get(client).silence();
  }

  @Override
  public void loseAnswers(ClusterStore client) {
    links.get(client).swallowAnswers();
  }

  @Override
  public void delayAnswers(ClusterStore client, Duration late) {
    links.get(client).delayAnswers(late);
  }

  @Override
  public void heal(ClusterStore client) {
    links.get(client).heal();
  }

  /** Breaks all links; a server is ended by whoever overrides this. */
  @Override
  public void stop() throws Exception {
    for (Link link : links.values()) {
      try {
        link.close();
      } catch (IOException closedAlready) {
        // The others are to be closed all the same.
      }
    }
  }
}
