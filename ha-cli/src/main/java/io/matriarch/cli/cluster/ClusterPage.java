package io.matriarch.cli.cluster;

import io.matriarch.cli.format.Format;
import io.matriarch.cli.format.TableText;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import java.util.ArrayList;
import java.util.List;

/** Everything that is printed about one cluster: its members, and what holds for all of them. */
public final class ClusterPage {
  private ClusterPage() {}

  /** Without the last line break. */
  public static String render(Cluster cluster, Format format, boolean extended) {
    List<String> lines = new ArrayList<>();
    String table =
        TableText.render(MemberTable.of(cluster, format, extended), format, title(cluster), "\t");
    lines.add(table);
    if (format.isForPeople()) {
      if (cluster.isPaused()) {
        lines.add(" Maintenance mode: on");
      }
      cluster.scheduledMove().ifPresent(move -> lines.addAll(scheduled(move)));
    }
    return String.join("\n", lines);
  }

  private static String title(Cluster cluster) {
    return cluster.group().isPresent()
        ? " Citus cluster: %s (group: %d, %s) "
            .formatted(cluster.name(), cluster.group().getAsInt(), cluster.systemId())
        : " Cluster: %s (%s) ".formatted(cluster.name(), cluster.systemId());
  }

  private static List<String> scheduled(FailoverRequest move) {
    List<String> lines = new ArrayList<>();
    lines.add(" Switchover scheduled at: " + move.scheduledAt().orElseThrow());
    move.leader()
        .map(NodeName::value)
        .ifPresent(name -> lines.add("%24s: %s".formatted("from", name)));
    move.candidate()
        .map(NodeName::value)
        .ifPresent(name -> lines.add("%24s: %s".formatted("to", name)));
    return lines;
  }
}
