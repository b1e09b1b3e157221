package io.matriarch.examples.quickstart.interop;

import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A load balancer before a cluster, configured the way its users do. For one thread. */
final class Haproxy implements AutoCloseable {
  private static final String SETTINGS =
      """
      global
        maxconn 200

      defaults
        mode tcp
        retries 2
        timeout client 30m
        timeout connect 4s
        timeout server 30m
        timeout check 5s
      """;

  /** The check that {@code option httpchk} makes is an OPTIONS request. */
  private static final String LISTENER =
      """

      listen %s
        bind 127.0.0.1:%d
        option httpchk OPTIONS /%1$s
        http-check expect status 200
        default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
      """;

  private static final String SERVER = "  server %s %s maxconn 100 check port %d%n";

  private final Process process;
  private final int primaryPort;
  private final int replicaPort;

  private Haproxy(Process process, int primaryPort, int replicaPort) {
    this.process = process;
    this.primaryPort = primaryPort;
    this.replicaPort = replicaPort;
  }

  /** Starts one, as an unprivileged user; it does not listen yet when this returns. */
  static Haproxy before(List<DemoNode> nodes, Path directory) throws IOException {
    List<Integer> ports = Ports.free(2);
    Path configuration = directory.resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        SETTINGS
            + listener("primary", ports.get(0), nodes)
            + listener("replica", ports.get(1), nodes));
    List<String> command = new ArrayList<>(DataOwner.ofThisProcess().prefix());
    command.addAll(List.of(Neighbours.haproxy().toString(), "-db", "-f", configuration.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile())
            .start();
    return new Haproxy(process, ports.get(0), ports.get(1));
  }

  /** Where connections to the primary go. */
  int primaryPort() {
    return primaryPort;
  }

  /** Where connections to replicas go. */
  int replicaPort() {
    return replicaPort;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String listener(String route, int port, List<DemoNode> nodes) {
    return LISTENER.formatted(route, port)
        + nodes.stream()
            .map(DemoNode::spec)
            .map(node -> SERVER.formatted(node.name(), node.host(), node.restPort()))
            .collect(Collectors.joining());
  }
}
