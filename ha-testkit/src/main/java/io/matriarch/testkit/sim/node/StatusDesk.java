package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.chore.SelfPortrait;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers other members' questions as the status page would: from the last look. */
final class StatusDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final SimThread thread;
  private final List<Waiter> waiters = new ArrayList<>();
  private NodeState latest;

  private record Waiter(MonoTime since, Consumer<PeerStatus> answer) {}

  StatusDesk(SimThread thread) {
    this.thread = thread;
  }

  void await(NodeState state, MonoTime now, Consumer<PeerStatus> answer) {
    latest = state;
    Waiter waiter = new Waiter(now, answer);
    waiters.add(waiter);
    thread.runAfter(
        PATIENCE,
        () -> {
          if (waiters.remove(waiter)) {
            answer.accept(status(latest));
          }
        });
  }

  void look(NodeState state) {
    latest = state;
    if (!waiters.isEmpty()) {
      List<Waiter> served =
          waiters.stream()
              .filter(waiter -> !state.resource().askedAt().isBefore(waiter.since()))
              .toList();
      waiters.removeAll(served);
      served.forEach(waiter -> waiter.answer().accept(status(state)));
    }
  }

  private static PeerStatus status(NodeState state) {
    return state
        .resource()
        .report()
        .filter(report -> report.running().alive())
        .map(report -> of(state, report))
        .orElseGet(() -> PeerStatus.unreachable(state.self()));
  }

  private static PeerStatus of(NodeState state, ResourceReport report) {
    return new PeerStatus(
        state.self(),
        true,
        report.role() == Role.PRIMARY,
        report.position(),
        SelfPortrait.tags(state),
        false,
        Optional.of(report.streaming()));
  }
}
