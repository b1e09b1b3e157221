package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.config.ClusterConfig;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Hands commands to the node and waits for how they end, each with a deadline of its own. */
final class CommandDesk {
  private static final int WAITING_AT_MOST = 32;

  /** The node's own deadlines come first; these only stand in for one that says nothing. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** The server ends connections that wait for an hour. */
  static final Duration LONGEST = Duration.ofMinutes(55);

  private static final Duration SHORTEST_MOVE = Duration.ofSeconds(10);
  private static final Duration STOPPING = Duration.ofMinutes(5);

  private final NodeView node;
  private final Patience patience = new Patience(WAITING_AT_MOST);

  CommandDesk(NodeView node) {
    this.node = node;
  }

  CompletionStage<Answer> submit(Command command, CommandAnswers answers) {
    Duration deadline = deadline(command);
    return patience
        .await(deadline, () -> node.submit(command))
        .orElseThrow(() -> new RefusedRequest(Answer.text(503, "too many commands are waiting")))
        .thenApply(result -> answers.of(result.orElseGet(() -> unknown(command, deadline))));
  }

  private static CommandResult unknown(Command command, Duration deadline) {
    return new CommandResult(
        CommandResult.Outcome.UNKNOWN,
        "%s status unknown after %d seconds; operation may still be in progress"
            .formatted(name(command), deadline.toSeconds()));
  }

  private static String name(Command command) {
    if (command instanceof Command.Move move) {
      return move.kind() == Command.Move.Kind.SWITCHOVER ? "Switchover" : "Failover";
    }
    return command instanceof Command.Restart ? "Restart" : "Request";
  }

  private Duration deadline(Command command) {
    ClusterConfig config = node.status().config();
    Duration store = config.timing().retryTimeout().multipliedBy(2).plus(GRACE);
    Duration own = Duration.ZERO;
    if (command instanceof Command.Move) {
      Duration loop = config.timing().loopWait();
      own = (loop.compareTo(SHORTEST_MOVE) > 0 ? loop : SHORTEST_MOVE).multipliedBy(2);
    } else if (command instanceof Command.Restart restart) {
      own =
          restart
              .conditions()
              .timeout()
              .orElse(config.failover().primaryStartTimeout())
              .plus(STOPPING);
    }
    Duration deadline = own.plus(store);
    return deadline.compareTo(LONGEST) > 0 ? LONGEST : deadline;
  }
}
