package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.LeaderRecord;
import java.util.Optional;

/**
 * Who holds the leader key, with the hint that the store's watch gives: {@code leader a [renewed
 * TEXT]}, {@code leader none}; {@code ours}: held by this process's own session; {@code silently}:
 * the hint is lost.
 */
final class LeaderCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    Optional<LeaderRecord> before = stage.store.leader;
    Optional<String> renewed = words.after("renewed");
    stage.store.leader =
        words.has("none")
            ? Optional.empty()
            : Optional.of(
                new LeaderRecord(
                    words.name(1),
                    renewed.isPresent() && before.isPresent()
                        ? before.get().term()
                        : stage.lease.newTerm(),
                    words.has("ours"),
                    renewed.orElse(""),
                    Optional.empty()));
    if (!words.has("silently")) {
      stage.happens(new StoreEvent.Hint());
    }
  }
}
