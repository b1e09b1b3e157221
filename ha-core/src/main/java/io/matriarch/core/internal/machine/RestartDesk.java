package io.matriarch.core.internal.machine;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.config.Values;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.ScheduledRestart;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.wire.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Restarts that were asked for: now, or at a time, under conditions. */
final class RestartDesk {
  /** How long an order may wait until the rules can carry it out. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final String FAILED = "restart failed";

  private RestartDesk() {}

  static void asked(Draft draft, long replyId, Command.Restart restart) {
    if (restart.scheduledAt().isPresent()) {
      draft.reply(replyId, schedule(draft, restart));
      return;
    }
    Optional<String> obstacle = obstacle(draft, restart.conditions());
    if (obstacle.isPresent()) {
      draft.reply(replyId, CommandResult.failed(obstacle.get()));
    } else {
      begin(draft, replyId, restart.conditions());
    }
  }

  static void cancelled(Draft draft, long replyId) {
    boolean scheduled = draft.memory.scheduledRestart().isPresent();
    draft.memory = draft.memory.scheduledRestart(Optional.empty());
    draft.reply(
        replyId,
        scheduled
            ? CommandResult.done("scheduled restart deleted")
            : new CommandResult(Outcome.NOT_FOUND, "no restarts are scheduled"));
  }

  private static CommandResult schedule(Draft draft, Command.Restart restart) {
    String text = restart.scheduledAt().orElseThrow();
    Optional<OffsetDateTime> at = Timestamps.parse(text).flatMap(Timestamps.Parsed::offset);
    Optional<CommandResult> wrong = MoveRefusals.schedule("restart", text, at, draft.wallClock);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (draft.config.paused()) {
      return new CommandResult(Outcome.PAUSED, "Can't schedule restart in the paused state");
    }
    if (draft.memory.scheduledRestart().isPresent()) {
      return new CommandResult(Outcome.CONFLICT, "Another restart is already scheduled");
    }
    draft.memory =
        draft.memory.scheduledRestart(
            Optional.of(
                new ScheduledRestart(
                    at.orElseThrow(),
                    restart.conditions(),
                    draft.resource.report().flatMap(ResourceReport::startedAt))));
    return CommandResult.accepted("Restart scheduled");
  }

  /** Why it cannot begin now. */
  private static Optional<String> obstacle(Draft draft, RestartConditions conditions) {
    Optional<TaskSlot.Running> task = draft.tasks.running();
    Optional<RunPhase> phase = draft.resource.report().map(ResourceReport::running);
    if (!fulfilled(draft, conditions)) {
      return Optional.of("restart conditions are not satisfied");
    }
    if (task.isPresent()) {
      return Optional.of(task.get().spec().label() + " already in progress");
    }
    if (draft.desk.restart().isPresent()) {
      return Optional.of("restart already in progress");
    }
    if (phase.filter(p -> p == RunPhase.STARTING).isPresent()) {
      return Optional.of("postgres is still starting");
    }
    return phase.filter(RunPhase::alive).isEmpty() && !startable(draft)
        ? Optional.of(FAILED + ": postgres is not running")
        : Optional.empty();
  }

  /** It is answered when it is done. */
  private static void begin(Draft draft, long replyId, RestartConditions conditions) {
    order(draft, conditions, Optional.of(replyId));
    MonoTime latest = draft.now.plus(limit(draft, conditions)).plus(LONGEST_WAIT.multipliedBy(3));
    draft.desk = draft.desk.with(replyId, new Pending.Restarting(latest));
  }

  /** In pause nobody else would start it; a primary needs a lease, which nobody has for it. */
  private static boolean startable(Draft draft) {
    return draft.config.paused()
        && draft
            .resource
            .report()
            .filter(r -> r.role() == Role.REPLICA && r.data() == DataState.PRESENT)
            .isPresent();
  }

  private static void order(Draft draft, RestartConditions conditions, Optional<Long> replyId) {
    draft.desk =
        draft.desk.restart(Optional.of(new RestartOrder(conditions, replyId, draft.now, false)));
  }

  /** How long the restart may take. */
  private static Duration limit(Draft draft, RestartConditions conditions) {
    return conditions.timeout().orElse(draft.config.failover().primaryStartTimeout());
  }

  private static boolean fulfilled(Draft draft, RestartConditions conditions) {
    Optional<ResourceReport> report = draft.resource.report();
    boolean role =
        conditions.role().isEmpty() || report.map(ResourceReport::role).equals(conditions.role());
    boolean pending =
        !conditions.onlyIfPending()
            || report.filter(r -> !r.pendingRestart().isEmpty()).isPresent();
    return role && pending && older(report, conditions);
  }

  private static boolean older(Optional<ResourceReport> report, RestartConditions conditions) {
    OptionalInt wanted = conditions.olderThan().map(Values::version).orElse(OptionalInt.empty());
    OptionalInt running = report.map(ResourceReport::version).orElse(OptionalInt.empty());
    return conditions.olderThan().isEmpty()
        || wanted.isPresent() && running.isPresent() && running.getAsInt() < wanted.getAsInt();
  }

  static void progress(Draft draft) {
    draft.memory.scheduledRestart().ifPresent(scheduled -> whenDue(draft, scheduled));
    draft
        .desk
        .restart()
        .filter(order -> !order.begun())
        .filter(order -> draft.now.hasReached(order.since().plus(LONGEST_WAIT)))
        .ifPresent(order -> answer(draft, order, CommandResult.failed(FAILED + ": " + why(draft))));
  }

  private static String why(Draft draft) {
    return draft
        .tasks
        .failures()
        .map(TaskSlot.Failures::message)
        .orElse("this node was not in a state to do it");
  }

  private static void whenDue(Draft draft, ScheduledRestart scheduled) {
    Optional<String> startedAt = draft.resource.report().flatMap(ResourceReport::startedAt);
    boolean another =
        startedAt.isPresent()
            && scheduled.startedAt().isPresent()
            && !startedAt.equals(scheduled.startedAt());
    if (another) {
      draft.memory = draft.memory.scheduledRestart(Optional.empty());
      return;
    }
    Instant at = scheduled.at().toInstant();
    if (draft.wallClock.isBefore(at)
        || draft.config.paused()
        || draft.tasks.running().isPresent()) {
      return;
    }
    draft.memory = draft.memory.scheduledRestart(Optional.empty());
    boolean stale = draft.wallClock.isAfter(at.plus(Schedules.tolerance(draft.config)));
    if (!stale && fulfilled(draft, scheduled.conditions())) {
      order(draft, scheduled.conditions(), Optional.empty());
    }
  }

  /** The task of an order has ended. */
  static void ended(Draft draft, TaskEvent.Outcome outcome) {
    draft
        .desk
        .restart()
        .filter(RestartOrder::begun)
        .ifPresent(
            order ->
                answer(
                    draft,
                    order,
                    outcome instanceof TaskEvent.Outcome.Done
                        ? CommandResult.done("restarted successfully")
                        : CommandResult.failed(FAILED + reason(outcome))));
  }

  private static String reason(TaskEvent.Outcome outcome) {
    if (outcome instanceof TaskEvent.Outcome.Failed failed) {
      return ": " + failed.message();
    }
    if (outcome instanceof TaskEvent.Outcome.Refused refused) {
      return ": " + refused.message();
    }
    return outcome instanceof TaskEvent.Outcome.Cancelled cancelled
        ? ": " + cancelled.reason()
        : "";
  }

  private static void answer(Draft draft, RestartOrder order, CommandResult result) {
    draft.desk = draft.desk.restart(Optional.empty());
    order
        .replyId()
        .filter(draft.desk.pending()::containsKey)
        .ifPresent(id -> draft.reply(id, result));
  }

  static MonoTime due(Draft draft) {
    MonoTime scheduled =
        draft
            .memory
            .scheduledRestart()
            .map(restart -> Schedules.monotonic(draft.now, draft.wallClock, restart.at()))
            .orElse(MonoTime.MAX);
    MonoTime waiting =
        draft
            .desk
            .restart()
            .filter(order -> !order.begun())
            .map(order -> order.since().plus(LONGEST_WAIT))
            .orElse(MonoTime.MAX);
    return MonoTime.earlier(scheduled, waiting);
  }
}
