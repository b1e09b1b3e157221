package io.matriarch.examples.quickstart.cluster;

import java.util.ArrayList;
import java.util.List;

/** What a cluster in order looks like from outside. */
public final class Health {
  private Health() {}

  /** One primary, all other nodes streaming on its timeline. Blocks while the nodes are asked. */
  public static boolean of(List<DemoNode> nodes) throws InterruptedException {
    List<MemberStatus> all = new ArrayList<>();
    for (DemoNode node : nodes) {
      node.status().ifPresent(all::add);
    }
    List<MemberStatus> primaries = all.stream().filter(MemberStatus::isPrimary).toList();
    return primaries.size() == 1
        && all.stream()
                .filter(MemberStatus::isStreaming)
                .filter(replica -> replica.timeline().equals(primaries.get(0).timeline()))
                .count()
            == nodes.size() - 1;
  }
}
