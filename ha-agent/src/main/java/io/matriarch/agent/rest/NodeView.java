package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The node as the REST API sees it. Called by several threads; must not block. */
public interface NodeView {

  /**
   * What the node itself answers. It has no configuration file.
   *
   * @param node a node of this program
   * @return the view of it
   */
  static NodeView of(HaNode node) {
    return new RunningNode(node);
  }

  /** {@return the latest snapshot} */
  NodeStatus status();

  /**
   * A snapshot with a new look at the resource; see {@link io.matriarch.core.api.HaNode#refresh}.
   *
   * @return the snapshot to come
   */
  CompletionStage<NodeStatus> refresh();

  /**
   * A snapshot with a new read of the store; see {@link io.matriarch.core.api.HaNode#reread}.
   *
   * @return the snapshot to come
   */
  CompletionStage<NodeStatus> reread();

  /**
   * Asks the node for something; see {@link io.matriarch.core.api.HaNode#submit}.
   *
   * @param command what to do
   * @return how it ended
   */
  CompletionStage<CommandResult> submit(Command command);

  /**
   * {@return what the node decided and did last; see {@link io.matriarch.core.api.HaNode#journal}}
   */
  List<JournalEntry> journal();

  /** {@return what it took up and decided; see {@link io.matriarch.core.api.HaNode#recording}} */
  List<String> recording();

  /**
   * Has the local configuration read again, soon.
   *
   * @return false if this node has no configuration file to read
   */
  boolean reload();

  /**
   * Passes on a leader's question; see {@link io.matriarch.core.api.HaNode#failsafePing}.
   *
   * @param leader who asks
   * @param ttl for how long it counts on an acceptance, if it says so
   * @return the node's answer
   */
  CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl);
}
