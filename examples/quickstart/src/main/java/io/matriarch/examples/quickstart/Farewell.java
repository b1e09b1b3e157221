package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How to use a cluster that stays. */
final class Farewell {
  private Farewell() {}

  /** Writes the files that clients need, and says how to connect and how to stop. */
  static List<String> write(Path directory, DemoCluster cluster) throws IOException {
    Path passFile = directory.resolve("pgpass");
    NodeFile.write(
        passFile,
        "*:*:*:%s:%s\n".formatted(NodeFile.SUPERUSER, cluster.file().passwords().superuser()));
    Path patronictl = directory.resolve("patronictl.yml");
    NodeFile.write(
        patronictl,
        """
        scope: %s
        namespace: /%s/
        %s:
          hosts: ['%s']
        """
            .formatted(
                DemoCluster.SCOPE,
                NodeFile.NAMESPACE,
                cluster.server().kind().section(),
                cluster.server().hosts()));
    return List.of(
        "PGPASSFILE=" + passFile + " psql \"" + connection(cluster) + "\"",
        "patronictl -c " + patronictl + " list",
        "curl http://127.0.0.1:" + cluster.nodes().get(0).spec().restPort() + "/ha/explain",
        "nodes' files and logs: " + directory,
        "to stop and remove everything: Ctrl-C here, or kill " + ProcessHandle.current().pid());
  }

  /** Whichever node takes writes. */
  private static String connection(DemoCluster cluster) {
    List<DemoNode> nodes = cluster.nodes();
    String hosts =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> "127.0.0.1")
            .collect(Collectors.joining(","));
    String ports =
        nodes.stream()
            .map(node -> Integer.toString(node.spec().sqlPort()))
            .collect(Collectors.joining(","));
    return "host=%s port=%s user=%s dbname=postgres target_session_attrs=read-write"
        .formatted(hosts, ports, NodeFile.SUPERUSER);
  }
}
