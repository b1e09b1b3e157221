package io.matriarch.testkit.scenario;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.peer.PeerStatus;
import java.util.Map;
import java.util.Optional;

/**
 * What another member answers when it is asked: {@code peer c 1:0/5000000 [primary] [nofailover]
 * [cut-off] [slow 2s]}: {@code cut-off} for a replica without a stream, {@code slow} for one whose
 * answers take that long, {@code peer c refuses} (its host answers, it does not), {@code peer c
 * silent}.
 */
final class PeerCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    NodeName name = words.name(1);
    stage.peers.slow.remove(name);
    words.after("slow").map(Words::duration).ifPresent(d -> stage.peers.slow.put(name, d));
    if (words.has("silent")) {
      stage.peers.answers.remove(name);
    } else if (words.has("refuses")) {
      stage.peers.answers.put(name, PeerStatus.unreachable(name));
    } else {
      stage.peers.answers.put(
          name,
          new PeerStatus(
              name,
              true,
              words.has("primary"),
              words.position(),
              tags(words),
              false,
              Optional.of(!words.has("cut-off"))));
    }
  }

  private static Tags tags(Words words) {
    return words.has("nofailover")
        ? new Tags(Map.of("nofailover", true))
        : words
            .after("priority")
            .map(text -> new Tags(Map.of("failover_priority", Integer.valueOf(text))))
            .orElse(Tags.NONE);
  }
}
