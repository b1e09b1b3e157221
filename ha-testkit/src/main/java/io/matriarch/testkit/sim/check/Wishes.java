package io.matriarch.testkit.sim.check;

import io.matriarch.core.api.Command;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.Optional;

/** What operators want of one node's server at present, reckoned from what they said. */
final class Wishes {
  /** An order that cannot be carried out is given up earlier. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);

  private MonoTime restartUntil = MonoTime.MIN;
  private boolean rebuild;

  /** The server was stopped by request and is to come back. */
  private boolean comingBack;

  private long task;
  private boolean copiesAsOrdered;
  private boolean leavesItStopped;
  private boolean restarts;

  /** Whatever made it stop again meanwhile, it is to come back all the same. */
  private boolean stops;

  /** Takes in what was asked for and what has come about. */
  void hear(Event event, MonoTime now) {
    if (event instanceof CommandEvent.Asked asked) {
      asked(asked.command(), now);
    } else if (event instanceof TaskEvent.Finished finished && finished.id() == task) {
      boolean done = finished.outcome() instanceof TaskEvent.Outcome.Done;
      comingBack = done ? leavesItStopped || stops && comingBack : comingBack || restarts;
      // What was begun before somebody ordered a copy may still come about, and is not that copy.
      rebuild = rebuild && !(done && copiesAsOrdered);
    }
  }

  private void asked(Command command, MonoTime now) {
    if (command instanceof Command.Restart restart) {
      boolean later = restart.scheduledAt().isPresent();
      // One that is wanted at once takes back none that is scheduled.
      restartUntil = MonoTime.later(restartUntil, later ? MonoTime.MAX : now.plus(LONGEST_WAIT));
    } else if (command instanceof Command.Reinitialize) {
      rebuild = true;
    } else if (command instanceof Command.CancelReinitialize) {
      rebuild = false;
    }
  }

  /** Whether somebody wants this task, which begins now. */
  boolean include(TaskEffect.Start begun, Step step) {
    task = begun.id();
    TaskSpec spec = begun.spec();
    boolean handsOver = spec instanceof TaskSpec.Stop stop && stop.handingOver();
    boolean ordered = spec instanceof TaskSpec.Rebuild copy && copy.ordered();
    copiesAsOrdered = ordered;
    leavesItStopped =
        handsOver
            || spec instanceof TaskSpec.Rebuild
            || spec instanceof TaskSpec.Realign && comingBack;
    restarts = spec instanceof TaskSpec.Restart;
    stops = spec instanceof TaskSpec.Stop;
    if (restarts) {
      return step.next().now().isBefore(restartUntil);
    }
    Optional<NodeName> named =
        Moves.request(new Situation(step.next(), step.next().now()))
            .flatMap(FailoverRequest::candidate);
    if (spec instanceof TaskSpec.Promote) {
      return named.equals(Optional.of(step.next().self()));
    }
    boolean another = named.filter(name -> !name.equals(step.next().self())).isPresent();
    return spec instanceof TaskSpec.Follow
        || handsOver && another
        || ordered && rebuild
        || back(spec);
  }

  private boolean back(TaskSpec spec) {
    return comingBack && !(spec instanceof TaskSpec.Stop);
  }
}
