package io.matriarch.core.api;

import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One running node. Made by {@link HaNodeBuilder}. All methods may be called from any thread and
 * none blocks, except {@link #close}.
 */
public interface HaNode extends AutoCloseable {

  /**
   * Begins to work. Called again, or after {@link #close}, it does nothing.
   *
   * @throws IllegalStateException the threads that the node was given have been closed
   */
  void start();

  /** {@return the latest snapshot; never null, cheap} */
  NodeStatus status();

  /**
   * Has the resource looked at again. The stage completes with a snapshot whose report was asked
   * for after this call, or within a second with whatever snapshot there is then; it never fails.
   * Many calls share one look.
   *
   * @return the snapshot to come; completed on a thread of the node's
   */
  CompletionStage<NodeStatus> refresh();

  /**
   * Has the store read again. The stage completes with the snapshot made of a read that was sent
   * after this call, or within {@code retry_timeout} with whatever there is then, whose view is
   * empty if the store cannot be read; it never fails.
   *
   * @return the snapshot to come; completed on a thread of the node's
   */
  CompletionStage<NodeStatus> reread();

  /**
   * Asks for something. The stage completes in bounded time and never fails: whatever goes wrong is
   * a {@link CommandResult}. What has been taken up is carried out even if nobody waits for it.
   *
   * @param command what to do
   * @return how it ended; completed on a thread of the node's
   */
  CompletionStage<CommandResult> submit(Command command);

  /** {@return what this node decided and did last, the oldest first; bounded, cheap} */
  List<JournalEntry> journal();

  /**
   * What this node took up and decided lately, so that its steps can be taken again elsewhere: JSON
   * documents, one to a line, the first of which names format and version. Keeping it takes two
   * megabytes of memory at most, and the text is no larger. Secrets are masked in it.
   *
   * @return the lines, without their ends; written at the call, on the caller's thread. None before
   *     the first step, and of a node that keeps no recording
   */
  default List<String> recording() {
    return List.of();
  }

  /** {@return what this node has counted so far; never null, cheap} */
  HaCounters counters();

  /**
   * A leader without store asks whether it may go on. The stage completes in bounded time; it fails
   * with {@link IllegalStateException} if the node has ended or is overloaded.
   *
   * @param leader who asks
   * @param ttl for how long it counts on an acceptance; absent if it does not say so. Refused, not
   *     shortened, if it is above ten minutes and above every ttl that this node has worked with
   * @return this node's answer; completed on a thread of the node's
   */
  CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl);

  /**
   * Asks the node to stop its resource in an orderly way, to hand leadership over and to end. While
   * paused the resource goes on running and the leader key stays. Idempotent.
   */
  void shutdown();

  /**
   * Completes when the node has ended for whatever reason; threads are gone a moment later, unless
   * what hangs on the stage keeps them: that should return at once, or be async.
   *
   * @return why it ended
   */
  CompletionStage<ExitReason> ended();

  /**
   * {@link #shutdown}, waits for it within bounded time, then releases everything. Idempotent; any
   * number of threads may wait. If the time does not suffice a resource that may still be writable
   * is fenced. A node that was never started just releases what it was given. Called from a thread
   * that works for this node (by its listener, its resource, or what hangs on one of its stages) it
   * does not wait, and the node ends a moment later: see {@link #ended}.
   */
  @Override
  void close();
}
