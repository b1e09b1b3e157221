package io.matriarch.agent.rest;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.NodeName;
import java.util.concurrent.CompletionStage;

/** The node as the REST API sees it. Called by several threads; must not block. */
public interface NodeView {

  /** The latest snapshot. */
  NodeStatus status();

  /**
   * A snapshot with a new look at the resource; see {@link io.matriarch.core.api.HaNode#refresh}.
   */
  CompletionStage<NodeStatus> refresh();

  /** Passes on a leader's question; see {@link io.matriarch.core.api.HaNode#failsafePing}. */
  CompletionStage<FailsafeAnswer> failsafePing(NodeName leader);
}
