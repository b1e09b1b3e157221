package io.matriarch.testkit.scenario;

import io.matriarch.core.api.Command.CancelMove;
import io.matriarch.core.api.Command.CancelReinitialize;
import io.matriarch.core.api.Command.CancelRestart;
import io.matriarch.core.api.Command.Move;
import io.matriarch.core.api.Command.Reinitialize;
import io.matriarch.core.api.Command.Reload;
import io.matriarch.core.api.Command.Restart;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Tags;
import io.matriarch.core.store.Expected;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody asks the node for something: {@code ask switchover leader a candidate b at TIME}, {@code
 * ask failover candidate b}, {@code ask restart at TIME role primary pending older 16.0 timeout
 * 30s}, {@code ask reinitialize force}, {@code ask cancel-move}, {@code ask cancel-restart}, {@code
 * ask cancel-reinitialize}, {@code ask reload nofailover}, {@code ask store over v100 {"ttl":40}}
 * for a configuration that was derived from this version; {@code ask step-down [unfit 10s]}.
 */
final class AskCommand implements Command {
  private long lastReply;

  @Override
  public void run(Stage stage, Words words) {
    lastReply++;
    if (words.get(1).equals("step-down")) {
      Duration unfit = words.after("unfit").map(Words::duration).orElse(Duration.ZERO);
      stage.happens(new CommandEvent.StepDown(lastReply, unfit));
      return;
    }
    stage.happens(
        words.get(1).equals("store")
            ? new CommandEvent.StoreConfig(
                lastReply, words.from(4), new Expected.Version(words.get(3)))
            : new CommandEvent.Asked(lastReply, command(words)));
  }

  private static io.matriarch.core.api.Command command(Words words) {
    return switch (words.get(1)) {
      case "switchover" -> move(Move.Kind.SWITCHOVER, words);
      case "failover" -> move(Move.Kind.FAILOVER, words);
      case "restart" -> new Restart(conditions(words), words.after("at"));
      case "reinitialize" -> new Reinitialize(words.has("force"), words.has("from-leader"));
      case "cancel-move" -> new CancelMove();
      case "cancel-restart" -> new CancelRestart();
      case "cancel-reinitialize" -> new CancelReinitialize();
      case "reload" ->
          new Reload(words.has("nofailover") ? new Tags(Map.of("nofailover", true)) : Tags.NONE);
      default -> throw new IllegalArgumentException(words.line());
    };
  }

  private static Move move(Move.Kind kind, Words words) {
    return new Move(
        kind,
        words.after("leader").map(NodeName::of),
        words.after("candidate").map(NodeName::of),
        words.after("at"));
  }

  private static RestartConditions conditions(Words words) {
    Optional<Duration> timeout = words.after("timeout").map(Words::duration);
    return new RestartConditions(
        words.after("role").map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT))),
        words.after("older"),
        words.has("pending"),
        timeout);
  }
}
