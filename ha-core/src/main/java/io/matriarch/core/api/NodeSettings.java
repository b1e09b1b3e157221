package io.matriarch.core.api;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.util.Optional;

/**
 * What a node is told about itself.
 *
 * @param cluster cluster it belongs to
 * @param name its name there
 * @param connUrl address it publishes for clients; without credentials; may be empty
 * @param proxyUrl address of a connection pool in front of it; empty: none is published
 * @param apiUrl address it publishes for peers; may be empty, then nobody can survey it
 * @param tags its tags
 * @param bootstrapConfig dynamic configuration (JSON) with which this node may create the cluster;
 *     absent: it never creates one
 * @param adoptOwnRecord a leader record of the own name left by an earlier process may be taken
 *     over at once: evidence shows that the process ran here and is dead
 */
public record NodeSettings(
    ClusterId cluster,
    NodeName name,
    String connUrl,
    String proxyUrl,
    String apiUrl,
    Tags tags,
    Optional<String> bootstrapConfig,
    boolean adoptOwnRecord) {

  /**
   * {@return a member like most: without tags and pool, which may create the cluster and takes
   * nothing over from an earlier process}
   *
   * @param cluster cluster it belongs to
   * @param name its name there
   * @param connUrl address for clients and replicas, e.g. {@code log://10.0.0.1:7001}
   * @param apiUrl address for peers, e.g. {@code http://10.0.0.1:8008/patroni}
   * @param bootstrapConfig dynamic configuration (JSON) of a cluster that it creates
   */
  public static NodeSettings of(
      ClusterId cluster, NodeName name, String connUrl, String apiUrl, String bootstrapConfig) {
    return new NodeSettings(
        cluster, name, connUrl, "", apiUrl, Tags.NONE, Optional.of(bootstrapConfig), false);
  }

  /**
   * {@return the same node with other tags}
   *
   * @param other the tags
   */
  public NodeSettings withTags(Tags other) {
    return new NodeSettings(
        cluster, name, connUrl, proxyUrl, apiUrl, other, bootstrapConfig, adoptOwnRecord);
  }
}
