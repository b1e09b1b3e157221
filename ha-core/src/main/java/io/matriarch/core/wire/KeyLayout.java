package io.matriarch.core.wire;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;

/**
 * Paths of one cluster's keys, e.g. {@code /service/batman/leader}.
 *
 * @param cluster the cluster
 */
public record KeyLayout(ClusterId cluster) {

  /** Common prefix of all keys, without a slash at the end. */
  public String base() {
    return cluster.basePath();
  }

  public String leader() {
    return key("leader");
  }

  /** Parent of the member keys. */
  public String members() {
    return key("members");
  }

  public String member(NodeName name) {
    return members() + "/" + name.value();
  }

  public String config() {
    return key("config");
  }

  public String initialize() {
    return key("initialize");
  }

  public String failover() {
    return key("failover");
  }

  public String history() {
    return key("history");
  }

  public String sync() {
    return key("sync");
  }

  public String status() {
    return key("status");
  }

  public String failsafe() {
    return key("failsafe");
  }

  /** Where old versions published the leader's position; read if {@link #status} is absent. */
  public String legacyOptime() {
    return key("optime/leader");
  }

  private String key(String name) {
    return base() + "/" + name;
  }
}
