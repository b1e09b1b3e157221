package io.matriarch.examples.quickstart.cluster;

import java.nio.file.Path;

/**
 * One node: its name, its ports on the loopback interface and its directory.
 *
 * @param home holds everything of the node; belongs to the owner of the data
 */
public record NodeSpec(String name, int sqlPort, int restPort, Path home) {

  /** PostgreSQL's data directory. */
  public Path dataDirectory() {
    return home.resolve("data");
  }

  /** The node's configuration file. */
  public Path configuration() {
    return home.resolve("node.yml");
  }

  /** What the agent says. */
  public Path log() {
    return home.resolve("agent.log");
  }

  /** Where applications reach PostgreSQL. */
  public String host() {
    return "127.0.0.1:" + sqlPort;
  }
}
