package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/** Where others ask a node for something, and wait for its answer. Any thread. */
final class Desks {
  private static final String GONE = "the node is busy or has ended";

  private final EventQueue queue;
  private final RefreshDesk refreshes;
  private final RefreshDesk rereads;
  private final ReplyDesk<CommandResult> commands;
  private final ReplyDesk<FailsafeAnswer> replies;
  private volatile boolean closed;

  /**
   * @param answers where answers are given, since others' code may hang on them
   */
  Desks(EventQueue queue, Executor answers) {
    this.queue = queue;
    this.refreshes = new RefreshDesk(Duration.ofSeconds(1), answers);
    this.rereads = new RefreshDesk(Duration.ofSeconds(6), answers);
    this.commands = new ReplyDesk<>(answers);
    this.replies = new ReplyDesk<>(answers);
  }

  /**
   * A look at the resource that begins now.
   *
   * @param present the answer of a node that has ended
   */
  CompletionStage<NodeStatus> refresh(MonoTime now, NodeStatus present) {
    CompletionStage<NodeStatus> answer = open(refreshes, now, present);
    queue.resourceHint();
    return answer;
  }

  /** A read of the store that begins now, as {@link #refresh}. */
  CompletionStage<NodeStatus> reread(MonoTime now, NodeStatus present) {
    CompletionStage<NodeStatus> answer = open(rereads, now, present);
    queue.storeHint();
    return answer;
  }

  private CompletionStage<NodeStatus> open(RefreshDesk desk, MonoTime now, NodeStatus present) {
    CompletionStage<NodeStatus> answer = desk.await(now);
    if (closed) {
      desk.answerAll(present);
    }
    return answer;
  }

  CompletionStage<CommandResult> ask(LongFunction<CommandEvent> command) {
    ReplyDesk.Open<CommandResult> open = commands.open();
    if (closed || !queue.command(command.apply(open.id()))) {
      commands.forget(open.id());
      open.reply().complete(CommandResult.failed(GONE));
    }
    return open.reply();
  }

  CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl) {
    ReplyDesk.Open<FailsafeAnswer> open = replies.open();
    if (closed || !queue.command(new CommandEvent.FailsafePing(open.id(), leader, ttl))) {
      replies.forget(open.id());
      open.reply().completeExceptionally(new IllegalStateException(GONE));
    }
    return open.reply();
  }

  void answer(NodeEffect.Reply reply) {
    commands.answer(reply.replyId(), reply.result());
  }

  void answer(NodeEffect.ReplyFailsafe reply) {
    replies.answer(reply.replyId(), reply.answer());
  }

  /** What is known now, and how old its two sources are. */
  void publish(NodeStatus status, MonoTime storeLookedAt) {
    refreshes.answer(status, status.lookedAt());
    rereads.answer(status, storeLookedAt);
  }

  /** Whoever has waited long enough gets what there is. */
  void expire(MonoTime now, NodeStatus status) {
    refreshes.expire(now, status);
    rereads.expire(now, status);
  }

  /** When somebody will have waited long enough. */
  MonoTime expiresAt() {
    return MonoTime.earlier(refreshes.expiresAt(), rereads.expiresAt());
  }

  /** Everybody is answered, also who comes later. */
  void close(NodeStatus last) {
    closed = true;
    refreshes.answerAll(last);
    rereads.answerAll(last);
    commands.answerAll(CommandResult.failed("the node has ended"));
    replies.failAll(new IllegalStateException("ended"));
  }
}
