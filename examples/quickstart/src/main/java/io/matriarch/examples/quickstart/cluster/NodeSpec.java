package io.matriarch.examples.quickstart.cluster;

import java.nio.file.Path;

/**
 * One node: its name, where it listens, and its directory.
 *
 * @param address where others reach both ports
 * @param home holds everything of the node; belongs to the owner of the data
 */
public record NodeSpec(String name, String address, int sqlPort, int restPort, Path home) {
  private static final String LOOPBACK = "127.0.0.1";

  /** A node on the loopback interface. */
  public NodeSpec(String name, int sqlPort, int restPort, Path home) {
    this(name, LOOPBACK, sqlPort, restPort, home);
  }

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
    return address + ":" + sqlPort;
  }

  /** Where others reach its REST interface. */
  public String rest() {
    return address + ":" + restPort;
  }

  /** From where clients come, as {@code pg_hba.conf} names it. */
  String clients() {
    return address.equals(LOOPBACK) ? LOOPBACK + "/32" : "all";
  }
}
