package io.matriarch.core.wire;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;

/**
 * Paths of one cluster's keys, e.g. {@code /service/batman/leader}.
 *
 * @param cluster the cluster
 */
public record KeyLayout(ClusterId cluster) {

  /** {@return the common prefix of all keys, without a slash at the end} */
  public String base() {
    return cluster.basePath();
  }

  /** {@return the key of who leads} */
  public String leader() {
    return key("leader");
  }

  /** {@return the parent of the member keys} */
  public String members() {
    return key("members");
  }

  /**
   * {@return the key of a member's record}
   *
   * @param name the member
   */
  public String member(NodeName name) {
    return members() + "/" + name.value();
  }

  /** {@return the key of the dynamic configuration} */
  public String config() {
    return key("config");
  }

  /** {@return the key of who made the cluster} */
  public String initialize() {
    return key("initialize");
  }

  /** {@return the key of a request to move leadership} */
  public String failover() {
    return key("failover");
  }

  /** {@return the key of the timelines} */
  public String history() {
    return key("history");
  }

  /** {@return the key of the state of synchronous replication} */
  public String sync() {
    return key("sync");
  }

  /** {@return the key of the leader's position and slots} */
  public String status() {
    return key("status");
  }

  /** {@return the key of the failsafe topology} */
  public String failsafe() {
    return key("failsafe");
  }

  /**
   * {@return where old versions published the leader's position; read if {@link #status} is absent}
   */
  public String legacyOptime() {
    return key("optime/leader");
  }

  private String key(String name) {
    return base() + "/" + name;
  }
}
