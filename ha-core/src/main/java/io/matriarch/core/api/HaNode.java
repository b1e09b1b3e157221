package io.matriarch.core.api;

import io.matriarch.core.model.NodeName;
import java.util.concurrent.CompletionStage;

/**
 * One running node. Made by {@link HaNodeBuilder}. All methods may be called from any thread and
 * none blocks, except {@link #close}.
 */
public interface HaNode extends AutoCloseable {

  /** Begins to work. To be called once. */
  void start();

  /** The latest snapshot; never null, cheap. */
  NodeStatus status();

  /**
   * Has the resource looked at again. The stage completes with a snapshot whose report was asked
   * for after this call, or within a second with whatever snapshot there is then; it never fails.
   * Many calls share one look.
   */
  CompletionStage<NodeStatus> refresh();

  /**
   * A leader without store asks whether it may go on. The stage completes in bounded time; it fails
   * with {@link IllegalStateException} if the node has ended or is overloaded.
   */
  CompletionStage<FailsafeAnswer> failsafePing(NodeName leader);

  /**
   * Asks the node to stop its resource in an orderly way, to hand leadership over and to end. While
   * paused the resource goes on running and the leader key stays. Idempotent.
   */
  void shutdown();

  /** Completes when the node has ended for whatever reason; threads are gone a moment later. */
  CompletionStage<ExitReason> ended();

  /**
   * {@link #shutdown}, waits for it within bounded time, then releases everything. Idempotent. If
   * the time does not suffice a resource that may still be writable is fenced.
   */
  @Override
  void close();
}
