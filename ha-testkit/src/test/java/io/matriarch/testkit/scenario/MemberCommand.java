package io.matriarch.testkit.scenario;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What another member publishes: {@code member a primary 1:0/5000000 [starting]
 * [checkpoint-pending] [nofailover] [foreign]}, {@code member a replica …}, {@code member a gone}.
 * Members give no hint.
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
            tags(words),
            offset,
            offset,
            offset,
            Optional.empty(),
            position.stream().mapToLong(Position::epoch).findFirst(),
            words.has("checkpoint-pending"),
            false,
            new TreeMap<>(),
            Optional.empty(),
            "",
            false,
            !words.has("foreign")));
  }

  private static Tags tags(Words words) {
    Map<String, Object> tags = new LinkedHashMap<>();
    for (String flag : List.of("nofailover", "clonefrom")) {
      if (words.has(flag)) {
        tags.put(flag, true);
      }
    }
    words.after("replicatefrom").ifPresent(name -> tags.put("replicatefrom", name));
    return new Tags(tags);
  }
}
