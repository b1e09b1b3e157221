package io.matriarch.testkit.scenario;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What another member publishes: {@code member a primary 1:0/5000000 [starting]
 * [checkpoint-pending] [nofailover]}, {@code member a replica …}, {@code member a gone}. Members
 * give no hint.
 */
final class MemberCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    NodeName name = words.name(1);
    if (words.has("gone")) {
      stage.store.members.remove(name);
      return;
    }
    Optional<Position> position = words.position();
    OptionalLong offset = position.stream().mapToLong(Position::offset).findFirst();
    stage.store.members.put(
        name,
        new MemberRecord(
            name,
            ReportCommand.url(name.value()),
            "http://" + name + ":8008/patroni",
            words.has("starting") ? RunState.STARTING : RunState.RUNNING,
            words.has("primary") ? Role.PRIMARY : Role.REPLICA,
            "4.1.0",
            words.has("nofailover") ? new Tags(Map.of("nofailover", true)) : Tags.NONE,
            offset,
            offset,
            offset,
            Optional.empty(),
            position.stream().mapToLong(Position::epoch).findFirst(),
            words.has("checkpoint-pending"),
            false,
            false,
            true));
  }
}
