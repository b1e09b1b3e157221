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

/** A node of this program, which was put together by code: there is no file to read again. */
record RunningNode(HaNode node) implements NodeView {

  @Override
  public NodeStatus status() {
    return node.status();
  }

  @Override
  public CompletionStage<NodeStatus> refresh() {
    return node.refresh();
  }

  @Override
  public CompletionStage<NodeStatus> reread() {
    return node.reread();
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    return node.submit(command);
  }

  @Override
  public List<JournalEntry> journal() {
    return node.journal();
  }

  @Override
  public List<String> recording() {
    return node.recording();
  }

  @Override
  public boolean reload() {
    return false;
  }

  @Override
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl) {
    return node.failsafePing(leader, ttl);
  }
}
