package io.matriarch.testkit.scenario;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.peer.PeerStatus;
import java.util.Map;
import java.util.Optional;

/**
 * What another member answers when it is asked: {@code peer c 1:0/5000000 [primary] [nofailover]
 * [cut-off]}, the last for a replica without a stream, {@code peer c refuses} (its host answers, it
 * does not), {@code peer c silent}.
 */
final class PeerCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    NodeName name = words.name(1);
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
